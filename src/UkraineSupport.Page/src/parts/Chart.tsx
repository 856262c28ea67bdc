import type { EChartsCoreOption } from 'echarts/core';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/language';
import type { EChartsType } from './echarts';

/** The value of a colour of the page, such as `--received`, as it is in light or dark now. */
export type Look = (name: string) => string;
export interface Axis {
  type: 'value' | 'category';
  data?: string[];
  inverse?: boolean;
  axisLabel?: object;
}
export interface Drawing {
  xAxis: Axis;
  yAxis: Axis;
  series: object[];
}
/** What is told of the bar that is pointed at: its name, and names and values. */
export type Values = [title: string, rows: [name: string, value: string][]];

interface Props {
  label: string;
  height: number;
  option: (look: Look) => Drawing;
  values: (at: number) => Values;
  onClick?: (at: number) => void;
  /** The table behind it: the same figures, for those who read or copy rather than look. */
  children: ComponentChildren;
}

/** A chart with its table. The library that draws it is loaded when the first chart is shown. */
export function Chart(props: Props) {
  const { label, height, children } = props;
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const [failed, fail] = useState(false);

  useEffect(() => {
    let left = false;
    import('./echarts').then(
      ({ init }) => {
        if (left || !place.current) return;
        chart.current = init(place.current);
        listen(chart.current, latest);
        draw(chart.current, latest.current);
      },
      () => fail(true),
    );
    const resized = new ResizeObserver(() => chart.current?.resize());
    resized.observe(place.current!);
    const ends = onLook(() => chart.current && draw(chart.current, latest.current));
    return () => {
      left = true;
      resized.disconnect();
      ends();
      chart.current?.dispose();
    };
  }, []);

  useEffect(() => {
    if (chart.current) draw(chart.current, props);
  });

  return (
    <>
      {!failed && <div class="chart" ref={place} role="img" aria-label={label} style={{ height: `${height}px` }} />}
      <details class="alternative" open={failed}>
        <summary>{t('chart.table')}</summary>
        {children}
      </details>
    </>
  );
}

function listen(chart: EChartsType, props: { current: Props }) {
  chart.on('click', (event) => props.current.onClick?.(event.dataIndex));
}

const drawn = new WeakMap<EChartsType, string>();

/** Draws only when figures, words or colours have changed: what was read again and is the same stays as it is. */
function draw(chart: EChartsType, props: Props) {
  const style = getComputedStyle(document.documentElement);
  const look: Look = (name) => style.getPropertyValue(name).trim();
  const option = dressed(props, look);
  const now = JSON.stringify(option);
  if (drawn.get(chart) === now) return;
  drawn.set(chart, now);
  chart.setOption(option, { notMerge: true });
  chart.resize();
}

function dressed({ option, values, onClick }: Props, look: Look): EChartsCoreOption {
  const { xAxis, yAxis, series } = option(look);
  return {
    animation: !matchMedia('print, (prefers-reduced-motion: reduce)').matches,
    animationDuration: 300,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 4, right: 16, top: 12, bottom: 4, containLabel: true },
    xAxis: axis(xAxis, look),
    yAxis: axis(yAxis, look),
    series: series.map((of) => ({ cursor: onClick ? 'pointer' : 'default', ...of })),
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: look('--shade') } },
      confine: true,
      backgroundColor: look('--surface'),
      borderColor: look('--line'),
      textStyle: { color: look('--text') },
      formatter: (points: { dataIndex: number }[]) => told(values(points[0]!.dataIndex)),
    },
  };
}

function axis(of: Axis, look: Look) {
  const label = {
    color: look(of.type === 'category' ? '--text' : '--text-soft'),
    fontSize: textSize(),
    hideOverlap: true,
  };
  return {
    ...of,
    axisLabel: {
      ...label,
      ...(of.type === 'category' ? { width: 11 * textSize(), overflow: 'break' } : {}),
      ...of.axisLabel,
    },
    axisTick: { show: false },
    axisLine: { show: of.type === 'category', lineStyle: { color: look('--line-strong') } },
    splitLine: { show: of.type === 'value', lineStyle: { color: look('--line') } },
    splitNumber: 4,
  };
}

/** Large screens have larger letters. */
const textSize = () => parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.8125;

/** As elements: markup with styles of its own would be refused. */
function told([title, rows]: Values): HTMLElement {
  const box = document.createElement('div');
  const head = document.createElement('strong');
  head.textContent = title;
  box.append(
    head,
    ...rows.map(([name, value]) => Object.assign(document.createElement('div'), { textContent: `${name}: ${value}` })),
  );
  return box;
}

/** Light, dark or paper: the system's choice, or the reader's. */
function onLook(callback: () => void): () => void {
  const media = [matchMedia('(prefers-color-scheme: dark)'), matchMedia('print')];
  media.forEach((one) => one.addEventListener('change', callback));
  const chosen = new MutationObserver(callback);
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    media.forEach((one) => one.removeEventListener('change', callback));
    chosen.disconnect();
  };
}

// Only what the page draws with: the rest of the library is left out of the build.
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

// On a canvas: drawn as SVG it would write style attributes, which the Content-Security-Policy forbids.
use([BarChart, LineChart, GridComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

export { init };
export type { EChartsType } from 'echarts/core';

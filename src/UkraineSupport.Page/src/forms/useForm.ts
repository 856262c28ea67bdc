import { useRef, useState } from 'preact/hooks';
import { renewAll } from '../api/cache';
import { type Outcome, send, type Versioned } from '../api/send';
import { go } from '../app/routing';
import { t } from '../i18n/language';
import { bodyOf, type Made } from './body';
import { type Draft, drop, keep, newKey } from './draft';
import { check, placed, type Wrong } from './faults';
import { empty, type Context } from './field';
import { filled, type Form } from './form';
import { say } from '../app/Said';
import { type Change, whatChanged } from './stale';
import { put, rebase, same, type Value, type Values } from './values';

/** How sending stands. */
export type Standing = 'idle' | 'sending' | 'unanswered';

export interface Filling {
  context: Context;
  wrong: Wrong[];
  standing: Standing;
  /** What came in between, when the record is not what it was. */
  change: Change | null;
  /** Whether something is typed that was not sent. */
  dirty: boolean;
  set(at: string, value: Value): void;
  submit(): void;
  /** Goes on with the record as it is now, and sends. */
  accept(): void;
}

type Known = Omit<Context, 'values' | 'start' | 'raised' | 'record'>;

export function startOf(form: Form, known: Known, record: unknown, raised: readonly string[] = []): Values {
  return { ...empty(form.fields), ...form.start?.({ ...known, record, raised }) };
}

/** A form while it is filled in: every change is kept at once, and sent once. */
export function useForm(form: Form, known: Known, name: string, begun: Draft): Filling {
  const [draft, setDraft] = useState(begun);
  const [wrong, setWrong] = useState<Wrong[]>([]);
  const [standing, setStanding] = useState<Standing>(begun.sent ? 'unanswered' : 'idle');
  const [change, setChange] = useState<Change | null>(null);
  const busy = useRef(false);

  const start = startOf(form, known, draft.seen?.value, draft.raised);
  const context: Context = { ...known, record: draft.seen?.value, values: draft.values, start, raised: draft.raised };
  const store = (next: Draft) => {
    keep(name, { ...next, saved: Date.now() });
    setDraft(next);
  };

  const submit = async (current: Draft) => {
    // The second click of two comes before anything is drawn anew.
    if (busy.current) return;
    const now = { ...context, record: current.seen?.value, values: current.values };
    const seen = check(form.fields, now);
    setWrong(seen);
    setChange(null);
    if (seen.length > 0) return;
    const made = bodyOf(form.fields, now, form.onlyChanges);
    const body = JSON.stringify({ ...made.body, ...form.also?.(now) });
    busy.current = true;
    setStanding('sending');
    store({ ...current, sent: current.sent ?? body });
    const to = filled(form.sends, known.at);
    const outcome = await send(to, { key: current.key, etag: current.seen?.etag, body });
    const answered = await firstOfTwo(outcome, to, current);
    busy.current = false;
    if (answered.kind === 'unknown') return setStanding('unanswered');
    setStanding('idle');
    if (answered.kind === 'done') return finish(answered.value, now, answered !== outcome);
    await objected(answered, made, { ...current, key: newKey(), sent: undefined });
  };

  const finish = (value: any, now: Context, earlier: boolean) => {
    drop(name);
    renewAll();
    say(t(earlier ? 'form.arrivedBefore' : `form.${form.name}.done`));
    go(form.then(value, now));
  };

  const objected = async (answer: Refusal, made: Made, next: Draft) => {
    if (answer.status === 412 && next.seen) {
      const came = await whatChanged(filled(form.reads!, known.at), next.seen);
      store(next);
      setChange(came);
      return setWrong(came ? [] : [{ at: '', text: t('form.staleUnread') }]);
    }
    const at = form.answers?.[answer.code] ?? '';
    const raised = next.raised.includes(answer.code) ? next.raised : [...next.raised, answer.code];
    store({ ...next, raised });
    const found = placed(answer.faults, made.places);
    setWrong(found.length > 0 ? found : [{ at, text: answer.detail, said: true }]);
  };

  const onto = (seen: Versioned<any>): Draft => {
    const after = startOf(form, known, seen.value, draft.raised);
    return { ...draft, seen, values: rebase(draft.values, start, after) };
  };

  return {
    context,
    wrong,
    standing,
    change,
    dirty: !same(draft.values, start),
    set: (at, value) => store({ ...draft, values: put(draft.values, at, value) }),
    submit: () => void submit(draft),
    accept: () => {
      const next = onto(change!.now);
      store(next);
      void submit(next);
    },
  };
}

type Refusal = Extract<Outcome, { kind: 'refused' }>;

/** What was sent before without an answer has arrived, and is not what is sent now: that counts, and says what came. */
async function firstOfTwo(outcome: Outcome, to: string, { key, seen, sent }: Draft): Promise<Outcome> {
  if (outcome.kind !== 'refused' || outcome.code !== 'idempotency-key-reused' || !sent) return outcome;
  return send(to, { key, etag: seen?.etag, body: sent });
}

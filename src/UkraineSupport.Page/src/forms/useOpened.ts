import { useEffect, useState } from 'preact/hooks';
import { readVersion, type Versioned } from '../api/send';
import { type Draft, draftName, kept } from './draft';
import { filled, type Form, type Place } from './form';
import type { Who } from './who';

/** A form that is open: the draft that was kept of it, or the record as it is now. */
export type Opened = 'reading' | 'missing' | 'unreachable' | Open;
export interface Open {
  seen: Versioned<any> | null;
  draft: Draft | null;
  name: string;
}

/** Opens a form: what was typed before is there again, with the record as it was then. */
export function useOpened(form: Form, at: Place, who: Who, asked: string, round: number): Opened {
  const name = draftName(who.key, form.name, at, asked);
  const [opened, set] = useState<Opened>('reading');
  useEffect(() => {
    const draft = kept(name);
    if (draft || !form.reads) {
      set({ seen: draft?.seen ?? null, draft, name });
      return;
    }
    let left = false;
    const show = (next: Opened) => !left && set(next);
    set('reading');
    readVersion(filled(form.reads, at)).then(
      (seen) => show(seen ? { seen, draft: null, name } : 'missing'),
      () => show('unreachable'),
    );
    return () => {
      left = true;
    };
  }, [name, round]);
  return opened;
}

import { readVersion, type Versioned } from '../api/send';
import type { HistoryEntry } from '../api/types';
import { readHistory } from '../api/useRead';

/** What came between what somebody saw and what is sent. */
export interface Change {
  now: Versioned<any>;
  /** The record's history; what is newer than `after` came in between. */
  history: HistoryEntry[];
  after: number;
}

/** A record as it is now, and what has happened to it since it was seen. */
export async function whatChanged(record: string, seen: Versioned<any>): Promise<Change | null> {
  try {
    const [now, history] = await Promise.all([readVersion<any>(record), readHistory(record)]);
    return now && { now, history, after: seen.value.version };
  } catch {
    return null;
  }
}

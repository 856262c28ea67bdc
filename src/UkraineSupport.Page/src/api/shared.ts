/**
 * One of the tabs of this browser that show the same to the same person does what has to be done once; the others hear
 * from it. When it is closed another takes its place.
 */
export interface Shared<M> {
  /** Tells the other tabs. */
  tell(message: M): void;
  /** Whether this tab may do it now. Who may not gives it up; who may takes it as soon as nobody has it. */
  may(able: boolean): void;
  end(): void;
}

export function share<M>(
  name: string,
  hear: (message: M) => void,
  lead: (signal: AbortSignal) => Promise<void>,
): Shared<M> {
  // Without these, such as over plain http, each tab does it for itself.
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(name) : undefined;
  if (channel) channel.onmessage = ({ data }: MessageEvent<M>) => hear(data);
  let turn: AbortController | undefined;
  const give = () => {
    turn?.abort();
    turn = undefined;
  };
  return {
    tell: (message) => channel?.postMessage(message),
    may(able) {
      if (!able) return give();
      if (turn) return;
      turn = new AbortController();
      void take(name, turn.signal, lead);
    },
    end() {
      give();
      channel?.close();
    },
  };
}

async function take(name: string, signal: AbortSignal, lead: (signal: AbortSignal) => Promise<void>) {
  if (!channelled()) return lead(signal);
  try {
    await navigator.locks.request(name, { signal }, () => lead(signal));
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

const channelled = () => 'BroadcastChannel' in globalThis && 'locks' in navigator;

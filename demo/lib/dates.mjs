const DAY = 24 * 60 * 60 * 1000;

/**
 * Makes a function that replaces relative dates anywhere in a body: "+30d" and "-3d" become plain dates counted from the
 * anchor day, "+3m" and "-1m" months counted from the anchor's, "+8s" becomes an instant counted from now (for the one pledge that is to expire before one's eyes).
 */
export function dates(anchor) {
  const text = (value) => {
    const match = /^([+-]\d+)([dms])$/.exec(value);
    if (!match) return value;
    const count = Number(match[1]);
    if (match[2] === 'm') return new Date(Date.UTC(anchor.getUTCFullYear(), anchor.getUTCMonth() + count)).toISOString().slice(0, 7);
    return match[2] === 'd'
      ? new Date(anchor.getTime() + count * DAY).toISOString().slice(0, 10)
      : new Date(Date.now() + count * 1000).toISOString();
  };
  const resolve = (value) => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(resolve);
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, resolve(child)]));
    }
    return value;
  };
  return resolve;
}

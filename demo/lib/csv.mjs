/** The rows of a simple CSV text (no quotes) as objects; `same` in the source column stands for the source above it. */
export function rows(text) {
  const [head, ...lines] = text.trim().split(/\r?\n/).map((line) => line.split(','));
  let source = '';
  return lines.map((cells) => {
    const row = Object.fromEntries(head.map((name, i) => [name, cells[i]]));
    source = row.source === 'same' ? source : row.source;
    return { ...row, source };
  });
}

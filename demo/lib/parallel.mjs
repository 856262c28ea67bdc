/** Works on items in their order, so many at once. */
export async function inParallel(items, width, work) {
  const queue = [...items];
  const worker = async () => {
    while (queue.length > 0) await work(queue.shift());
  };
  await Promise.all(Array.from({ length: width }, worker));
}

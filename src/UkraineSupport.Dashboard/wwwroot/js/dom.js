/**
 * Makes an element. Text goes in as text nodes only, so nothing from the API is ever read as markup.
 * Properties are attributes; null, undefined and false leave one out, true sets it empty.
 */
export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'style') element.style.cssText = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** What somebody typed: isolated, so that a right-to-left script in it does not turn what stands around it. */
export const typed = (text) => (text ? h('bdi', {}, text) : text);

/**
 * Makes `parent` hold `children`, changing only what differs: focus, scroll position and opened details stay, and a
 * refresh that brings the same data touches nothing.
 */
export function render(parent, ...children) {
  const wanted = document.createElement('div');
  wanted.append(...children.flat(Infinity).filter(Boolean));
  reconcile(parent, wanted);
}

function reconcile(current, wanted) {
  const next = [...wanted.childNodes];
  const keys = new Set(next.map(keyOf));
  next.forEach((node, index) => {
    let old = current.childNodes[index];
    while (keyOf(old) && !keys.has(keyOf(old))) {
      old.remove();
      old = current.childNodes[index];
    }
    if (keyOf(node) && keyOf(old) !== keyOf(node)) {
      // A row that came in between: those after it stay the elements they are, and keep focus.
      const moved = [...current.childNodes].find((child) => keyOf(child) === keyOf(node));
      current.insertBefore(moved ?? node, old ?? null);
      old = current.childNodes[index];
    }
    if (!old) current.append(node);
    else if (old === node) return;
    else if (old.nodeName !== node.nodeName) old.replaceWith(node);
    else if (old.nodeType === Node.TEXT_NODE) {
      if (old.data !== node.data) old.data = node.data;
    } else {
      copyAttributes(old, node);
      reconcile(old, node);
    }
  });
  while (current.childNodes.length > next.length) current.lastChild.remove();
}

const keyOf = (node) => node?.dataset?.key;

function copyAttributes(current, wanted) {
  for (const { name } of [...current.attributes]) {
    if (!wanted.hasAttribute(name) && name !== 'open') current.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (current.getAttribute(name) !== value) current.setAttribute(name, value);
  }
}

/** Fills a select with [value, label] pairs; what was chosen stays chosen, also when the data no longer offers it. */
export function fillSelect(select, options, chosen) {
  const pairs = chosen && !options.some(([value]) => value === chosen) ? [...options, [chosen, chosen]] : options;
  render(select, pairs.map(([value, label]) => h('option', { value, 'data-key': value }, label)));
  if (select.value !== chosen) select.value = chosen ?? '';
}

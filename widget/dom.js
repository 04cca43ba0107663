/** Elements, made of text nodes only. */

/** @type {T.Put} */
export const put = (node, ...children) =>
  node.replaceChildren(.../** @type {Node[]} */ (children.filter((child) => child)));

/** @type {T.Make} */
export const make = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') node.addEventListener(key, value);
    else node.setAttribute(key, String(value));
  }
  put(node, ...children);
  return node;
};

const PATHS = {
  chat: 'M21 12a8 8 0 0 1-12 7l-5 2 2-5a8 8 0 1 1 15-4z',
  close: 'M18 6 6 18M6 6l12 12',
  send: 'M12 19V5M5 12l7-7 7 7',
  stop: 'M7 7h10v10H7z',
  up: 'M7 10v11H3V10zl4-8a3 3 0 0 1 3 3v4h5a2 2 0 0 1 2 3l-2 7a2 2 0 0 1-2 2H7',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  done: 'M5 13l4 4L19 7',
  wide: 'M14 4h6v6M10 20H4v-6M20 4l-7 7M4 20l7-7',
  clear: 'M4 7h16M10 11v6M14 11v6M6 7l1 13h10l1-13M9 7V4h6v3',
};

/** @param {keyof typeof PATHS} name */
export const icon = (name) => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS(svg.namespaceURI, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
};

/** @type {T.Button} */
export const button = (kind, label, click, inside) =>
  make(
    'button',
    {
      type: 'button',
      class: kind,
      part: kind.split(' ')[0] ?? '',
      click,
      ...(inside && { 'aria-label': label, title: label }),
    },
    inside ?? label,
  );

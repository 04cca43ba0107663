/** Names of roles while one is typed. The list belongs to the input: the focus stays there. */

import { make, put } from './dom.js';

const MOST = 5;
const WORDS = 4; // of a name, at most, that are looked at before the caret
const LEAST = 3; // letters from which names are looked for
const COMMON =
  /^(and|are|for|from|have|how|can|does|earn|into|much|need|pays?|roles?|salary|skills?|the|their|what|which|who|with|work|you)$/;

/** The longest end of what was typed with which a name, or a word of one, begins. @type {T.Completions} */
export const completions = (typed, names) => {
  const words = /(?:\S+ +){0,3}\S*$/.exec(typed)?.[0].split(/ +/) ?? [];
  for (let from = Math.max(0, words.length - WORDS); from < words.length; from += 1) {
    const begun = words.slice(from).join(' ').toLowerCase();
    if (names.some((name) => name.toLowerCase() === begun)) break;
    if (begun.length < LEAST || COMMON.test(begun)) continue;
    const starting = names.filter((name) => name.toLowerCase().startsWith(begun));
    const inside = names.filter((name) => name.toLowerCase().includes(` ${begun}`));
    const found = [...starting, ...inside].slice(0, MOST);
    if (found.length) return { found, length: begun.length };
  }
  return { found: [], length: 0 };
};

/** @type {T.Completer} */
export const completer = (input, list, names, told) => {
  let [chosen, length] = [-1, 0];
  /** @type {string[]} */
  let found = [];

  const close = () => {
    list.hidden = true;
    [chosen, found] = [-1, []];
    input.removeAttribute('aria-activedescendant');
    told(0);
  };
  /** @type {(place: number) => void} */
  const take = (place) => {
    const end = input.selectionStart;
    input.setRangeText(`${found[place]} `, end - length, end, 'end');
    close();
    input.focus();
  };
  /** @type {(place: number) => void} */
  const point = (place) => {
    chosen = (place + found.length + 1) % (found.length + 1);
    [...list.children].forEach((node, number) => (node.ariaSelected = String(number === chosen)));
    if (chosen < found.length) input.setAttribute('aria-activedescendant', `role-${chosen}`);
    else input.removeAttribute('aria-activedescendant');
  };
  return {
    close,
    look: () => {
      const looked = completions(input.value.slice(0, input.selectionStart), names());
      if (!looked.found.length) return close();
      [found, length, chosen] = [looked.found, looked.length, -1];
      put(
        list,
        ...found.map((name, place) =>
          make(
            'div',
            {
              id: `role-${place}`,
              role: 'option',
              'aria-selected': 'false',
              pointerdown: (event) => event.preventDefault(),
              click: () => take(place),
            },
            name,
          ),
        ),
      );
      list.hidden = false;
      input.removeAttribute('aria-activedescendant');
      told(found.length);
    },
    key: ({ key, shiftKey }) => {
      if (list.hidden) return false;
      const picked = chosen >= 0 && chosen < found.length;
      if (key === 'ArrowDown') point(chosen + 1);
      else if (key === 'ArrowUp') point(chosen < 0 ? found.length - 1 : chosen - 1);
      else if (picked && !shiftKey && (key === 'Enter' || key === 'Tab')) take(chosen);
      else return false;
      return true;
    },
  };
};

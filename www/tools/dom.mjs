// Elements without markup: everything shown is set as text or as a property.

/**
 * An element. Attributes named `on…` are listeners, `false` and `null` leave
 * an attribute out, `true` sets it empty.
 * @param {string} tag
 * @param {Record<string, unknown>} attributes
 * @param {...(Node | string | null)} children
 * @returns {any}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value == null) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), /** @type {any} */ (value));
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

/**
 * A picture that can do nothing but be seen.
 * @param {string} svg
 * @param {string} alt
 */
export function picture(svg, alt) {
  return h('img', { src: address(svg), alt, class: 'tool-picture' });
}

/** A data address: a canvas that such a picture is drawn on can still be read. */
export function address(svg) {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

/**
 * One of a few, or any of a few, as pills.
 * @param {{ legend: string, name: string, type: 'radio' | 'checkbox',
 *   options: { value: string, label: string, checked?: boolean, disabled?: boolean, title?: string }[],
 *   change: () => void }} choices
 */
export function choices({ legend, name, type, options, change }) {
  const pills = options.map(({ value, label, checked, disabled, title }) =>
    h(
      'label',
      { class: 'choice', title },
      h('input', { type, name, value, checked: Boolean(checked), disabled: Boolean(disabled), onchange: change }),
      h('span', {}, label),
    ),
  );
  return h('fieldset', { class: 'tool-choices' }, h('legend', { class: 'field-label' }, legend), h('div', { class: 'choices' }, ...pills));
}

/** The chosen values of a group made by `choices`. */
export function chosen(fieldset) {
  return [...fieldset.querySelectorAll('input:checked')].map((input) => input.value);
}

/** A field that drops down. */
export function select({ label, options, value, change }) {
  const items = options.map((option) =>
    h('option', { value: option.value, selected: option.value === value, disabled: Boolean(option.disabled) }, option.label),
  );
  return h('label', { class: 'field' }, h('span', { class: 'field-label' }, label), h('select', { onchange: change }, ...items));
}

/** Whether the page is dark now. */
export function theme() {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === 'dark' || chosen === 'light') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Gives the page a scenario, as the fragment of a link, to open. */
export function hand(fragment) {
  dispatchEvent(new CustomEvent('interleave-open', { detail: fragment }));
}

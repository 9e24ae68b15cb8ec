// `?stringTest=long` and `?stringTest=xss`: the page under texts that are hard
// to place or hostile, for its tests and for whoever changes its looks.
//
// `long` doubles every text shown, as a language with long words would; what
// the learner wrote stays. `xss` opens a scenario whose title, tasks, output
// and exception are markup that would call `hit`. Not loaded otherwise.
const LEFT_ALONE = '.editor, pre, textarea, svg, canvas, .console-lines, .task-tag, .tl-cells';
const ATTRIBUTES = ['title', 'aria-label', 'placeholder'];

export function test(kind) {
  if (kind === 'xss') dispatchEvent(new CustomEvent('interleave-open', { detail: HOSTILE }));
  if (kind === 'long') lengthen();
}

function lengthen() {
  const mine = new WeakMap();
  const longer = (text) => text.replace(/^(\s*)(.*\p{L}.*?)(\s*)$/su, '$1$2 $2$3');
  const node = (text) => {
    if (mine.get(text) === text.data || text.parentElement?.closest(LEFT_ALONE)) return;
    text.data = longer(text.data);
    mine.set(text, text.data);
  };
  const element = (one) => {
    const done = mine.get(one) ?? {};
    for (const name of ATTRIBUTES) {
      const value = one.getAttribute(name);
      if (value === null || value === done[name]) continue;
      done[name] = longer(value);
      one.setAttribute(name, done[name]);
    }
    mine.set(one, done);
  };
  const all = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return node(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return undefined;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let one = walker.currentNode; one; one = walker.nextNode()) {
      if (one.nodeType === Node.TEXT_NODE) node(one);
      else element(one);
    }
    return undefined;
  };
  all(document.body);
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'childList') addedNodes.forEach(all);
      else if (type === 'attributes') element(target);
      else node(target);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
}

// What a script imports, and what its objects were made by: read from the text,
// for completion. A guess where the text is half typed.

/**
 * What a script imports: `aliases` from a name to the module it stands for,
 * `taken` from a name to the member of a module.
 */
export function importsIn(text) {
  const aliases = new Map();
  const taken = new Map();
  for (const [, module, list] of text.matchAll(/^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]*\(?([^\n#)]*)/gm)) {
    for (const [, name, as] of list.matchAll(/(\w+)(?:[ \t]+as[ \t]+(\w+))?/g)) taken.set(as ?? name, { module, name });
  }
  for (const [, list] of text.matchAll(/^[ \t]*import[ \t]+([^\n#]*)/gm)) {
    for (const [, module, as] of list.matchAll(/([\w.]+)(?:[ \t]+as[ \t]+(\w+))?/g)) aliases.set(as ?? module, module);
  }
  return { aliases, taken };
}

/** What an object was made by: `threading.Lock` for `lock = threading.Lock()`. */
export function instanceOf(name, text) {
  const own = name.replaceAll('.', '\\.');
  const assigned = new RegExp(`(?<![\\w.])${own}[ \\t]*=[ \\t]*([\\w.]+)\\(`).exec(text);
  const entered = new RegExp(`with[ \\t]+([\\w.]+)\\([^\\n]*\\)[ \\t]+as[ \\t]+${own}\\b`).exec(text);
  return (assigned ?? entered)?.[1];
}

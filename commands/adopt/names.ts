/** A name that settings accept, like the one that the object has, and not taken yet. */
export function freeName(wanted: string, taken: Set<string>): string {
  const plain =
    wanted
      .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[^A-Za-z0-9]+/, '')
      .slice(0, 58)
      .replace(/-+$/, '') || 'unnamed';
  let name = plain;
  for (let number = 2; taken.has(name); number += 1) name = `${plain}-${number}`;
  taken.add(name);
  return name;
}

import { isDeepStrictEqual } from 'node:util';
import { parseDocument, type Document, type ToStringOptions } from 'yaml';

/**
 * The text of a file after its document was edited; comments, layout and the lines that nobody edited stay.
 *
 * @param text the file as it was.
 */
export function writtenBack(text: string, edited: Document): string {
  const layout = layoutOf(text);
  return keepUntouchedLines(text, parseDocument(text).toString(layout), edited.toString(layout));
}

/** The habits of the file, so that what is added looks like what is there. */
function layoutOf(text: string): ToStringOptions {
  return {
    lineWidth: 0,
    indent: /^( +)\S/m.exec(text)?.[1]?.length ?? 2,
    indentSeq: !/^( *)[^\s#-][^\n]*:\n\1- /m.test(text),
    flowCollectionPadding: !/[{][^\s}]/.test(text),
  };
}

/**
 * The edited text, but with the lines before and after the edit as they were, if they fit together:
 * writing a document again may change blanks in lines that nobody edited.
 */
function keepUntouchedLines(text: string, rewritten: string, edited: string): string {
  const before = text.split('\n');
  const same = rewritten.split('\n');
  const after = edited.split('\n');
  if (before.length !== same.length) return edited;
  const head = commonLength(same, after);
  const tail = commonLength(same.slice(head).reverse(), after.slice(head).reverse());
  const kept = [
    ...before.slice(0, head),
    ...after.slice(head, after.length - tail),
    ...before.slice(before.length - tail),
  ].join('\n');
  const [wanted, got] = [edited, kept].map((part) => parseDocument(part));
  const fits = got!.errors.length === 0 && isDeepStrictEqual(got!.toJS(), wanted!.toJS());
  return fits ? kept : edited;
}

function commonLength(a: readonly string[], b: readonly string[]): number {
  const index = a.findIndex((line, at) => line !== b[at]);
  return index === -1 ? a.length : index;
}

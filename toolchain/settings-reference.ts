import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { z } from 'zod';
import { projectDefaults } from '../settings/include.ts';
import { schema as settings } from '../settings/settings.ts';
import { clone } from './paths.ts';

/** A JSON Schema, as far as the settings make use of it. */
interface JsonSchema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  anyOf?: JsonSchema[];
}

/** What a doc comment says about a setting. */
interface Said {
  meaning: string;
  danger: string;
}

/** The settings as a JSON Schema, with the doc comments of settings/ as descriptions. */
export function settingsSchema(): JsonSchema {
  const schema = z.toJSONSchema(settings, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const isText = zodSchema instanceof z.ZodPipe && zodSchema.in instanceof z.ZodTransform;
      const isSwitch = zodSchema instanceof z.ZodPipe && zodSchema.out instanceof z.ZodBoolean;
      if (isSwitch) jsonSchema.type = ['boolean', 'string'] as never;
      else if (isText) jsonSchema.type = ['string', 'number', 'boolean'] as never;
    },
  }) as JsonSchema;
  const documented = docComments();
  describe(schema, documented);
  for (const [name, value] of Object.entries(projectDefaults(clone))) {
    const one = schema.properties![name]!;
    one.default ??= value;
    schema.required = schema.required?.filter((required) => required !== name) ?? [];
  }
  return schema;
}

/** For editors: a stack's file, and under $defs what an included file holds. */
export function editorSchema(namespace: string): object {
  const { properties = {} } = settingsSchema();
  const $defs = Object.fromEntries(
    ['applications', 'machines', 'apis'].map((list) => [list, properties[list]!.items]),
  );
  const config = Object.fromEntries(
    Object.entries(properties).map(([name, one]) => [
      `${namespace}:${name}`,
      name in $defs ? { ...one, items: { $ref: `#/$defs/${name}` } } : one,
    ]),
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'The file of a stack',
    type: 'object',
    properties: { config: { type: 'object', properties: config } },
    $defs,
  };
}

/** The page that lists every setting. */
export function settingsPage(): string {
  const introduction = readFileSync(join(import.meta.dirname, 'settings-introduction.md'), 'utf8');
  return [introduction, ...sections('Settings of a stack', settingsSchema(), '')].join('\n');
}

function sections(title: string, schema: JsonSchema, path: string): string[] {
  const { properties = {}, required = [] } = schema;
  const rows = Object.entries(properties).map(([name, one]) => {
    const { meaning, danger } = saidIn(one);
    const value = required.includes(name) ? '_required_' : shownDefault(one.default);
    return `| \`${name}\` | ${cell(typeOf(one))} | ${cell(value)} | ${cell(meaning)} | ${cell(danger)} |`;
  });
  const table = [
    '| name | type | default | meaning | danger |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ];
  const inner = Object.entries(properties).flatMap(([name, one]) => {
    const [nested, suffix] = one.items ? [one.items, '[]'] : [one, ''];
    const at = `${path}${path && '.'}${name}${suffix}`;
    return nested.properties ? sections(`\`${at}\``, nested, at) : [];
  });
  return [`## ${title}\n`, `${table.join('\n')}\n`, ...inner];
}

function typeOf({
  type,
  enum: values,
  const: value,
  anyOf,
  items,
  properties,
}: JsonSchema): string {
  if (values) return values.map((one) => `\`${String(one)}\``).join(', ');
  if (value !== undefined) return `\`${JSON.stringify(value)}\``;
  if (anyOf) return anyOf.map(typeOf).join(' or ');
  if (items) return items.properties ? 'list of maps' : `list of ${typeOf(items)}`;
  if (properties || type === 'object') return 'map';
  if (Array.isArray(type)) return type[0] === 'boolean' ? 'true or false' : 'text';
  return (
    { string: 'text', integer: 'number', boolean: 'true or false' }[type ?? ''] ?? type ?? 'any'
  );
}

function shownDefault(value: unknown): string {
  const isEmpty = value === undefined || JSON.stringify(value) === '{}';
  return isEmpty ? '' : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

function saidIn({ description = '' }: JsonSchema): Said {
  const [meaning = '', danger = ''] = description.split('\nDanger: ');
  return { meaning, danger };
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim();
}

/** Gives each property the words of the object literal in settings/ that most of its siblings are from. */
function describe(schema: JsonSchema, documented: readonly Map<string, Said>[]): void {
  const { properties = {}, items, anyOf = [], additionalProperties } = schema;
  const names = Object.keys(properties);
  const within = documented
    .filter((literal) => [...literal.keys()].every((name) => names.includes(name)))
    .sort((one, other) => other.size - one.size);
  for (const [name, property] of Object.entries(properties)) {
    const said = within.find((literal) => literal.has(name))?.get(name);
    if (said?.meaning)
      property.description = said.danger ? `${said.meaning}\nDanger: ${said.danger}` : said.meaning;
    describe(property, documented);
  }
  for (const inner of [items, additionalProperties, ...anyOf])
    if (typeof inner === 'object') describe(inner, documented);
}

/** The object literals of settings/, with what is said about their members. */
function docComments(): Map<string, Said>[] {
  const files = globSync(join(clone, 'settings/*.ts')).sort();
  return files.flatMap((file) => {
    const source = ts.createSourceFile(
      file,
      readFileSync(file, 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    );
    const found: Map<string, Said>[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isObjectLiteralExpression(node)) found.push(members(node));
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

function members(literal: ts.ObjectLiteralExpression): Map<string, Said> {
  const named = literal.properties.flatMap((property): [string, Said][] => {
    if (!property.name || !ts.isIdentifier(property.name)) return [];
    const docs = ts.getJSDocCommentsAndTags(property).filter(ts.isJSDoc);
    const meaning = docs.map((doc) => ts.getTextOfJSDocComment(doc.comment) ?? '').join(' ');
    const danger = ts
      .getJSDocTags(property)
      .filter(({ tagName }) => tagName.text === 'danger')
      .map((tag) => ts.getTextOfJSDocComment(tag.comment) ?? '')
      .join(' ');
    return [[property.name.text, { meaning, danger }]];
  });
  return new Map(named);
}

/**
 * Words with one meaning in this project (CONTRIBUTING, Glossary), as far as lint can tell which one is meant: in these
 * folders the word would name something else.
 */
const WORDS = [
  {
    word: 'plugin',
    folders: ['toolchain', 'embedded/providers/framework', 'embedded/providers/fusionauth'],
    instead: "A plugin is Kong's; what Pulumi runs is a provider.",
  },
  {
    word: 'provider',
    folders: ['embedded/kong', 'embedded/fusionauth'],
    instead: "A provider is Pulumi's; the servers know none.",
  },
  {
    word: 'client',
    folders: ['servers', 'embedded/providers', 'commands/drift', 'commands/shared'],
    instead:
      'A client is an application or a machine that calls APIs; what reaches a server is a connection.',
  },
  {
    word: 'plan',
    folders: ['embedded/kong', 'embedded/fusionauth', 'components', 'catalogue'],
    instead: 'A plan is what a command is about to do.',
  },
  {
    word: 'impostor',
    folders: ['commands', 'catalogue', 'components', 'policies', 'servers', 'settings'],
    instead: "What others made is foreign, in drift's own words.",
  },
];

const DECLARATIONS = [
  'FunctionDeclaration',
  'ClassDeclaration',
  'VariableDeclarator',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
];

/** One rule a folder: what is declared there under none of its words. */
export function glossary() {
  const folders = new Set(WORDS.flatMap((one) => one.folders));
  return [...folders].map((folder) => ({
    files: [`${folder}/**/*.{ts,mjs}`],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...WORDS.filter((one) => one.folders.includes(folder)).map(({ word, instead }) => ({
          selector: DECLARATIONS.map((kind) => `${kind} > Identifier.id[name=${named(word)}]`).join(
            ', ',
          ),
          message: instead,
        })),
      ],
    },
  }));
}

/** The word as one of those that a name is made of: `plan` is in `planOf` and `nextPlan`, not in `explanation`. */
function named(word) {
  const capital = word[0].toUpperCase() + word.slice(1);
  return `/(^${word}|${capital})s?([A-Z_]|$)|(^|_)${word.toUpperCase()}S?(_|$)/`;
}

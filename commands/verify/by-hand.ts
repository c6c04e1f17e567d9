import type { StackOutputs } from './outputs.ts';

/**
 * The lines of a shell that log a stack's first user in and call every API that admits the user's application. They hold
 * no secret: the shell reads those from the stack. Empty if no application has a user, or none may call anything.
 */
function callLines({ access, loginUrl }: StackOutputs, stack: string): string[] {
  const callable = access.applications.map(({ name }) => ({
    name,
    apis: access.apis.filter(
      ({ admits, tokenIn }) => admits.includes(name) && takesHeader(tokenIn),
    ),
  }));
  const { name, apis = [] } = callable.find(({ apis }) => apis.length > 0) ?? {};
  if (name === undefined) return [];
  const output = (what: string) =>
    `npm run --silent pulumi -- stack output ${what} --show-secrets --stack ${stack}`;
  const login = `JSON.parse(fs.readFileSync(0)).applications.find(({ name }) => name === "${name}")`;
  const picked = `const { applicationId, loginId, password } = ${login}; JSON.stringify({ applicationId, loginId, password })`;
  return [
    `login=$(${output('access --json')} | node --print '${picked}')`,
    `key=$(${output('loginApiKey')})`,
    `token=$(curl --silent ${loginUrl} --header "Authorization: $key" --json "$login" | node --print 'JSON.parse(fs.readFileSync(0)).token')`,
    ...apis.map(({ url, method, host, headers = {} }) =>
      [
        'curl',
        ...(method === 'GET' ? [] : ['--request', method]),
        url,
        '--header "Authorization: Bearer $token"',
        ...Object.entries({ ...headers, ...(host && { Host: host }) }).map(
          ([header, value]) => `--header '${header}: ${value}'`,
        ),
      ].join(' '),
    ),
  ];
}

/** The same as a closing paragraph for people. */
export function asCallText(outputs: StackOutputs, stack: string): string {
  const lines = callLines(outputs, stack);
  if (lines.length === 0) return '';
  return ['', 'Log in and call it yourself:', ...lines.map((line) => `  ${line}`)].join('\n');
}

type TokenIn = StackOutputs['access']['apis'][number]['tokenIn'];

function takesHeader(tokenIn: TokenIn): boolean {
  return tokenIn?.headers.includes('authorization') ?? true;
}

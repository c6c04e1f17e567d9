import { join } from 'node:path';
import { exchange } from '../../servers/exchange.ts';

/** What the front end needs to know of the stack. */
export interface WebApp {
  clientId: string;
  fusionAuthUrl: string;
  apiUrl: string;
  /** Where built files go. */
  directory: string;
  port: number;
}

/** Builds the front end for a stack and serves it on 127.0.0.1, until the result is called. */
export async function serveWebApp(app: WebApp): Promise<() => Promise<void>> {
  // Loaded only where it is used: it is a tool for building.
  const { build, preview } = await import('vite');
  const root = import.meta.dirname;
  const outDir = join(app.directory, 'web-app');
  const env = {
    VITE_CLIENT_ID: app.clientId,
    VITE_FUSIONAUTH_URL: app.fusionAuthUrl,
    VITE_API_URL: app.apiUrl,
  };
  const define = Object.fromEntries(
    Object.entries(env).map(([name, value]) => [`import.meta.env.${name}`, JSON.stringify(value)]),
  );
  const common = { root, configFile: false, logLevel: 'warn' } as const;
  await build({ ...common, define, build: { outDir, emptyOutDir: true } });
  const { port } = app;
  const server = await preview({
    ...common,
    build: { outDir },
    preview: { host: '127.0.0.1', port, strictPort: true },
  });
  return () => server.close();
}

/**
 * Lets scripts of that origin call FusionAuth with cookies. It is a setting of the server as a whole, and so
 * of no stack.
 *
 * @throws Error if FusionAuth refuses.
 */
export async function allowOrigin(host: string, apiKey: string, origin: string): Promise<void> {
  const corsConfiguration = {
    allowCredentials: true,
    allowedHeaders: ['Content-Type'],
    allowedMethods: ['GET', 'POST'],
    allowedOrigins: [origin],
    enabled: true,
  };
  const { status, text } = await exchange(`${host}/api/system-configuration`, {
    method: 'PATCH',
    headers: { authorization: apiKey, 'content-type': 'application/json' },
    body: JSON.stringify({ systemConfiguration: { corsConfiguration } }),
  });
  if (status !== 200) throw new Error(`FusionAuth does not take the CORS settings: ${text}`);
}

/** A pull request: the settings before and after it, or a program that it changes. */
export interface Sample {
  name: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  /** The program after it, if it is not index.ts. */
  program?: string;
}

const shop = {
  name: 'shop',
  users: [{ email: 'ann@example.com' }],
  keys: [{ name: 'spring', state: 'signing' }],
};
const partner = { name: 'partner', keys: [{ name: 'spring', state: 'signing' }] };
const orders = {
  name: 'orders',
  allow: ['shop'],
  routes: [{ name: 'orders', paths: ['/orders'] }],
};
const prices = {
  name: 'prices',
  allow: ['shop'],
  routes: [{ name: 'prices', paths: ['/prices'] }],
};

/** Two APIs and two applications. The upstream's URL is the recorder's to add. */
const base = {
  issuer: 'https://login.example.com',
  keyClaim: 'kid',
  applications: [shop, partner],
  apis: [orders, prices],
};

/** Six pull requests such as a team opens in a month. */
export const SAMPLES: readonly Sample[] = [
  {
    name: 'shorter-tokens',
    before: base,
    after: {
      ...base,
      applications: [
        {
          ...shop,
          tokenLifetimeSeconds: 600,
          users: [...shop.users, { email: 'bob@example.com' }],
        },
        partner,
      ],
    },
  },
  {
    name: 'partner-may-call-orders',
    before: base,
    after: {
      ...base,
      apis: [
        {
          ...orders,
          allow: ['shop', 'partner'],
          routes: [{ name: 'orders', paths: ['/orders', '/v2/orders'] }],
        },
        prices,
      ],
    },
  },
  {
    name: 'new-signing-key',
    before: base,
    after: {
      ...base,
      applications: [
        { ...shop, keys: [...shop.keys, { name: 'autumn', state: 'verifying' }] },
        partner,
      ],
    },
  },
  {
    name: 'another-issuer',
    before: base,
    after: { ...base, issuer: 'https://id.example.com', applications: [shop], apis: [orders] },
  },
  {
    name: 'admin-for-ann',
    before: base,
    after: {
      ...base,
      applications: [
        {
          ...shop,
          roles: [{ name: 'buyer', default: true }, { name: 'admin' }],
          users: [{ ...shop.users[0], roles: ['buyer', 'admin'] }],
        },
        partner,
      ],
    },
  },
  { name: 'debugging-left-in', before: base, after: base, program: 'debugging.ts' },
];

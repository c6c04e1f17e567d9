import { when } from '../schema/check.ts';
import type { Check, EntitySchema, Field, Match, Schema } from '../schema/field.ts';
import { routeProblem } from './expression.ts';
import {
  endpoints,
  flag,
  headerName,
  headers,
  httpMethod,
  identity,
  list,
  name,
  protocol,
  routerHost,
  routerPath,
  string,
  tags,
  wildcardHost,
} from './typedefs.ts';

function forbidden(field: string, protocols: string): Field {
  const error = `cannot set '${field}' when 'protocols' is ${protocols}`;
  return { ...routeFields[field], type: routeFields[field]?.type ?? 'set', eq: null, error };
}

interface Branch {
  matches: Match;
  fields: string[];
  error: (list: string) => string;
}

function needsOneOf(protocols: string, matches: Match, fields: string[]): Branch {
  return {
    matches,
    fields,
    error: (names) => `must set one of ${names} when 'protocols' is ${protocols}`,
  };
}

function needs(...branches: Branch[]): Check {
  return { kind: 'conditionalAtLeastOneOf', if: 'protocols', branches };
}

function eachOneOf(...protocols: string[]): Match {
  return { elements: { ...string, oneOf: protocols } };
}

const httpFields = ['methods', 'hosts', 'headers', 'paths'];
const grpcFields = ['hosts', 'headers', 'paths'];

const routeFields: Record<string, Field> = {
  ...identity,
  name,
  protocols: {
    type: 'set',
    lenMin: 1,
    required: true,
    elements: protocol,
    exclusiveSubsets: [
      ['http', 'https'],
      ['tcp', 'tls', 'udp'],
      ['tls_passthrough'],
      ['grpc', 'grpcs'],
    ],
    default: ['http', 'https'],
  },
  https_redirect_status_code: {
    type: 'integer',
    oneOf: [426, 301, 302, 307, 308],
    default: 426,
    required: true,
  },
  strip_path: flag(true),
  preserve_host: flag(false),
  request_buffering: flag(true),
  response_buffering: flag(true),
  tags,
  service: { type: 'foreign', reference: 'services' },
  snis: { type: 'set', elements: wildcardHost },
  sources: endpoints,
  destinations: endpoints,
  methods: { type: 'set', elements: httpMethod },
  hosts: list(routerHost),
  paths: list(routerPath),
  headers: {
    ...headers,
    keys: {
      ...headerName,
      matchNone: [
        {
          pattern: /^host$/i,
          error: "cannot contain 'host' header, which must be specified in the 'hosts' attribute",
        },
      ],
    },
  },
  regex_priority: { type: 'integer', default: 0 },
  path_handling: { type: 'string', default: 'v0', oneOf: ['v0', 'v1'] },
};

const http: Schema = {
  fields: {
    sources: forbidden('sources', "'http' or 'https'"),
    destinations: forbidden('destinations', "'http' or 'https'"),
  },
  checks: [
    needs(
      needsOneOf("'https'", { contains: 'https' }, [...httpFields, 'snis']),
      needsOneOf("'http'", { contains: 'http' }, httpFields),
    ),
  ],
};

const streamNames = "'tcp', 'tls', 'tls_passthrough' or 'udp'";

const stream: Schema = {
  fields: Object.fromEntries(
    ['methods', 'hosts', 'paths', 'headers'].map((field) => [field, forbidden(field, streamNames)]),
  ),
  checks: [
    needs(
      needsOneOf("'tcp', 'tls' or 'udp'", eachOneOf('tcp', 'tls', 'udp'), [
        'sources',
        'destinations',
        'snis',
      ]),
    ),
    needs({
      matches: eachOneOf('tls_passthrough'),
      fields: ['snis'],
      error: () => "must set snis when 'protocols' is 'tls_passthrough'",
    }),
  ],
};

const grpcNames = "'grpc' or 'grpcs'";

const grpc: Schema = {
  fields: {
    strip_path: {
      ...flag(false),
      ne: true,
      error: `cannot set 'strip_path' when 'protocols' is ${grpcNames}`,
    },
    methods: forbidden('methods', grpcNames),
    sources: forbidden('sources', grpcNames),
    destinations: forbidden('destinations', grpcNames),
  },
  checks: [
    needs(
      needsOneOf("'grpcs'", { contains: 'grpcs' }, [...grpcFields, 'snis']),
      needsOneOf("'grpc'", { contains: 'grpc' }, grpcFields),
    ),
  ],
};

/** Which requests go to a service. */
export const routes: EntitySchema = {
  name: 'routes',
  endpointKey: 'name',
  fields: routeFields,
  variants: {
    key: 'protocols',
    of: {
      http,
      https: http,
      tcp: stream,
      tls: stream,
      udp: stream,
      tls_passthrough: stream,
      grpc,
      grpcs: grpc,
    },
    unknown: (value) => `unknown type: ${value}`,
  },
  checks: [
    when(
      'protocols',
      { elements: { ...string, notOneOf: ['grpcs', 'https', 'tls', 'tls_passthrough'] } },
      'snis',
      { lenEq: 0 },
      "'snis' can only be set when 'protocols' is 'grpcs', 'https', 'tls' or 'tls_passthrough'",
    ),
    {
      kind: 'custom',
      fields: ['protocols', 'snis', 'methods', 'hosts', 'paths', 'headers'],
      check: routeProblem,
    },
  ],
};

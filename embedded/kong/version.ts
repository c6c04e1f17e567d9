/** The version of Kong Gateway whose answers these are. */
export const version = '3.9.1';

/** How the gateway names itself in headers. */
export const server = `kong/${version}`;

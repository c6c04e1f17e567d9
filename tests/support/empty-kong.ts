/** What can be made in a Kong, children before what they hang on. */
const KINDS = [
  'plugins',
  'routes',
  'services',
  'consumers',
  'upstreams',
  'snis',
  'certificates',
  'ca_certificates',
];

/** Deletes everything in the Kong at an Admin API. */
export async function emptyKong(admin: string | URL): Promise<void> {
  for (const kind of KINDS) {
    for (;;) {
      const response = await fetch(new URL(`/${kind}?size=1000`, admin));
      // The embedded Kong of a comparison may not know a kind.
      if (response.status === 404) break;
      const { data } = (await response.json()) as { data: { id: string }[] };
      if (data.length === 0) break;
      for (const { id } of data)
        await fetch(new URL(`/${kind}/${id}`, admin), { method: 'DELETE' });
    }
  }
}

interface ImportMetaEnv {
  /** The application's id in FusionAuth. */
  readonly VITE_CLIENT_ID: string;
  readonly VITE_FUSIONAUTH_URL: string;
  /** The API behind Kong. */
  readonly VITE_API_URL: string;
}

interface ImportMeta {
  readonly env: ImportMetaEnv;
}

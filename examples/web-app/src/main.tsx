import { FusionAuthProvider } from '@fusionauth/react-sdk';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';

const here = `${location.origin}/`;

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <FusionAuthProvider
      clientId={import.meta.env.VITE_CLIENT_ID}
      serverUrl={import.meta.env.VITE_FUSIONAUTH_URL}
      redirectUri={here}
      postLogoutRedirectUri={here}
      scope="openid offline_access email"
      shouldAutoFetchUserInfo
    >
      <App apiUrl={import.meta.env.VITE_API_URL} />
    </FusionAuthProvider>
  </StrictMode>,
);

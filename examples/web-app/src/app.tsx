import { useFusionAuth } from '@fusionauth/react-sdk';
import { useState } from 'react';

/** Signs in and out, calls the API with what the browser has, and renews it. */
export function App({ apiUrl }: { apiUrl: string }) {
  const { startLogin, startLogout, refreshToken, isLoggedIn, userInfo } = useFusionAuth();
  const [answer, setAnswer] = useState('');

  const call = async () => {
    // The token is in a cookie that no script can read; Kong can.
    const response = await fetch(apiUrl, { credentials: 'include' });
    const { path, message } = (await response.json()) as { path?: string; message?: string };
    setAnswer(`${response.status} ${path ?? message ?? ''}`);
  };
  const renew = async () => {
    try {
      await refreshToken();
      setAnswer('renewed');
    } catch {
      setAnswer('not renewed');
    }
  };

  return (
    <main>
      <h1>Notes</h1>
      <p>{isLoggedIn ? `Signed in as ${userInfo?.email ?? '…'}` : 'Not signed in'}</p>
      <p>
        <button onClick={() => startLogin('from the notes')}>Sign in</button>
        <button onClick={() => void call()}>Call the API</button>
        <button onClick={() => void renew()}>Renew the token</button>
        <button onClick={() => startLogout()}>Sign out</button>
      </p>
      <output>{answer}</output>
    </main>
  );
}

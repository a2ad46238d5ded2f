// The WebAuthn gesture: the only thing that a page cannot do without a script.
'use strict';
(() => {
  const form = document.getElementById('key-form');
  if (!form || !window.PublicKeyCredential)
    return;
  const button = form.querySelector('button');
  const failure = document.getElementById('key-failure');
  const waiting = document.getElementById('key-waiting');
  const base64url = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const show = busy => { button.disabled = busy; waiting.hidden = !busy; };

  form.hidden = false;
  form.addEventListener('submit', async event => {
    event.preventDefault();
    failure.hidden = true;
    show(true);
    try {
      const { rawId, response } = await navigator.credentials.get({
        publicKey: {
          challenge: new TextEncoder().encode(form.dataset.challenge),
          rpId: form.dataset.relyingParty,
          userVerification: 'required',
          hints: ['security-key'],
          timeout: 120000,
        },
      });
      form.elements.assertion.value = JSON.stringify({
        id: base64url(rawId),
        authenticatorData: base64url(response.authenticatorData),
        clientDataJSON: base64url(response.clientDataJSON),
        signature: base64url(response.signature),
        userHandle: response.userHandle ? base64url(response.userHandle) : undefined,
      });
      form.submit();
    } catch {
      show(false);
      failure.hidden = false;
      failure.focus();
    }
  });
})();

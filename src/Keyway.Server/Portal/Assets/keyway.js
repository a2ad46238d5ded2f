// What a page cannot do without a script: the gesture of a security key. Everything else here is comfort, and each page works without it.
'use strict';
(() => {
  const toText = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const toBytes = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), character => character.charCodeAt(0));

  // The challenge is signed as the text that the server sent.
  const get = async options => {
    const { rawId, response } = await navigator.credentials.get({
      publicKey: {
        challenge: new TextEncoder().encode(options.challenge),
        rpId: options.rpId,
        allowCredentials: (options.allowCredentials ?? []).map(known => ({ ...known, id: toBytes(known.id) })),
        userVerification: 'required',
        hints: ['security-key'],
        timeout: 120000,
      },
    });
    return {
      id: toText(rawId),
      authenticatorData: toText(response.authenticatorData),
      clientDataJSON: toText(response.clientDataJSON),
      signature: toText(response.signature),
      userHandle: response.userHandle ? toText(response.userHandle) : undefined,
    };
  };

  const create = async options => {
    const credential = await navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: toBytes(options.challenge),
        user: { ...options.user, id: toBytes(options.user.id) },
        excludeCredentials: (options.excludeCredentials ?? []).map(known => ({ ...known, id: toBytes(known.id) })),
        hints: ['security-key'],
      },
    });
    return {
      id: toText(credential.rawId),
      response: {
        clientDataJSON: toText(credential.response.clientDataJSON),
        attestationObject: toText(credential.response.attestationObject),
        transports: credential.response.getTransports?.() ?? [],
      },
      clientExtensionResults: {},
    };
  };

  // <form data-gesture="get|create" data-options="JSON"> with a hidden field "answer". A [data-failure="Name OfAnother"] is shown for faults of these names, a [data-failure=""] for any other.
  for (const form of document.querySelectorAll('form[data-gesture]')) {
    if (!window.PublicKeyCredential)
      break;
    const button = form.querySelector('button');
    const waiting = form.querySelector('[data-waiting]');
    const failures = [...form.querySelectorAll('[data-failure]')];
    const show = busy => { button.disabled = busy; waiting.hidden = !busy; };
    form.hidden = false;
    form.addEventListener('submit', async event => {
      event.preventDefault();
      failures.forEach(failure => { failure.hidden = true; });
      show(true);
      try {
        const answer = await (form.dataset.gesture === 'create' ? create : get)(JSON.parse(form.dataset.options));
        form.elements.answer.value = JSON.stringify(answer);
        form.submit();
      } catch (fault) {
        show(false);
        const failure = failures.find(one => one.dataset.failure.split(' ').includes(fault.name)) ?? failures.find(one => one.dataset.failure === '');
        failure.hidden = false;
        failure.focus();
      }
    });
  }

  for (const copy of document.querySelectorAll('.copyable .copy')) {
    copy.hidden = false;
    copy.addEventListener('click', async () => {
      await navigator.clipboard.writeText(copy.previousElementSibling.textContent);
      copy.textContent = 'Copied';
      setTimeout(() => { copy.textContent = 'Copy'; }, 2000);
    });
  }

  // On a narrow window the menu is closed until somebody wants it.
  const menu = document.querySelector('nav details.menu');
  if (menu && matchMedia('(max-width: 60rem)').matches)
    menu.open = false;

  // <section data-live="path" data-every="seconds">: its content is fetched again while the page is looked at.
  for (const section of document.querySelectorAll('[data-live]')) {
    setInterval(async () => {
      if (document.hidden || section.contains(document.activeElement))
        return;
      const reply = await fetch(section.dataset.live, { headers: { 'X-Requested-With': 'live' } }).catch(() => null);
      if (reply?.ok)
        section.innerHTML = await reply.text();
    }, 1000 * Number(section.dataset.every));
  }
})();

using System.Formats.Cbor;
using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Fido2;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>Gets the assertions of one request through libfido2.</summary>
internal sealed class AssertionGetter : IDisposable
{
    private const int SaltLength = 32;

    private readonly GetAssertionsRequest _request;
    private readonly FidoAssertionHandle _assertion = Fido.NewAssertion();

    private AssertionGetter(GetAssertionsRequest request) => _request = request;

    /// <summary>Prepares the request; <paramref name="verifyOnKey"/> asks for the key's own user verification.</summary>
    public static Result<AssertionGetter> Prepare(GetAssertionsRequest request, SecurityKeyInfo info, bool verifyOnKey)
    {
        if (Flaw(request) is { } flaw) return new Refusal(Catalogue.SecurityKeys.BadRequest, flaw);
        if (request.HmacSecretSalts.Count > 0 && !info.SupportsHmacSecret) return new Refusal(Catalogue.SecurityKeys.Unsupported, "hmac-secret");
        var getter = new AssertionGetter(request);
        FidoStatus status = getter.Fill(verifyOnKey);
        if (status == FidoStatus.Ok) return getter;
        getter.Dispose();
        return FidoRefusals.From(status);
    }

    public FidoStatus Get(FidoDeviceHandle device, PinText pin) => Fido.GetAssertions(device, _assertion, pin.Pointer);

    /// <summary>What the key signed, after checking that it is no less than was asked for.</summary>
    public Result<IReadOnlyList<KeyAssertion>> Read()
    {
        List<KeyAssertion> assertions = [];
        for (nuint index = 0; index < Fido.AssertionCount(_assertion); index++)
        {
            if (Read(index).TryGet(out KeyAssertion? assertion, out Refusal? refusal))
            {
                assertions.Add(assertion);
                continue;
            }

            foreach (KeyAssertion read in assertions) CryptographicOperations.ZeroMemory(read.HmacSecret);
            return refusal;
        }

        return assertions;
    }

    public void Dispose() => _assertion.Dispose();

    private static string? Flaw(GetAssertionsRequest request)
    {
        if (string.IsNullOrEmpty(request.RelyingPartyId)) return "relying party id";
        if (request.ClientDataHash.Length != 32) return "client data hash";
        if (request.AllowCredentialIds.Any(id => id.IsEmpty)) return "allow list";
        return request.HmacSecretSalts.Count > 2 || request.HmacSecretSalts.Any(salt => salt.Length != SaltLength) ? "hmac-secret salts" : null;
    }

    private FidoStatus Fill(bool verifyOnKey)
    {
        byte[] salts = [.. _request.HmacSecretSalts.SelectMany(salt => salt.ToArray())];
        List<Func<FidoStatus>> steps =
        [
            () => Fido.SetRelyingParty(_assertion, _request.RelyingPartyId),
            () => Fido.SetClientDataHash(_assertion, _request.ClientDataHash.Span, (nuint)_request.ClientDataHash.Length),
            () => Fido.SetUserVerification(_assertion, verifyOnKey ? FidoOption.True : FidoOption.Omit),
        ];
        if (salts.Length > 0)
        {
            steps.Add(() => Fido.SetExtensions(_assertion, FidoExtensions.HmacSecret));
            steps.Add(() => Fido.SetHmacSalt(_assertion, salts, (nuint)salts.Length));
        }

        steps.AddRange(_request.AllowCredentialIds.Select(id => (Func<FidoStatus>)(() => Fido.Allow(_assertion, id.Span, (nuint)id.Length))));
        return steps.Select(step => step()).FirstOrDefault(status => status != FidoStatus.Ok);
    }

    private Result<KeyAssertion> Read(nuint index)
    {
        byte[]? data = Unwrapped(NativeCopy.Bytes(Fido.AuthenticatorData(_assertion, index), Fido.AuthenticatorDataLength(_assertion, index)));
        if (data is null) return new Refusal(Catalogue.SecurityKeys.MalformedAnswer, "authenticator data");
        if (!Fido2.AuthenticatorData.Parse(data).TryGet(out Fido2.AuthenticatorData? parsed, out Refusal? refusal)) return new Refusal(Catalogue.SecurityKeys.MalformedAnswer, refusal.ToString());
        bool verified = parsed.Has(AuthenticatorFlags.UserVerified);
        if (_request.RequireUserVerification && !verified) return Catalogue.SecurityKeys.NotVerified;
        byte[] id = NativeCopy.Bytes(Fido.CredentialId(_assertion, index), Fido.CredentialIdLength(_assertion, index));

        // A key may leave the id out when the allow list has one entry (CTAP 2.0).
        if (id.Length == 0 && _request.AllowCredentialIds.Count == 1) id = _request.AllowCredentialIds[0].ToArray();
        if (id.Length == 0) return new Refusal(Catalogue.SecurityKeys.MalformedAnswer, "credential id");
        byte[] secret = NativeCopy.Bytes(Fido.HmacSecret(_assertion, index), Fido.HmacSecretLength(_assertion, index));
        if (secret.Length != _request.HmacSecretSalts.Count * SaltLength)
        {
            CryptographicOperations.ZeroMemory(secret);
            return new Refusal(Catalogue.SecurityKeys.Unsupported, "the credential answers no hmac-secret");
        }

        byte[] user = NativeCopy.Bytes(Fido.UserId(_assertion, index), Fido.UserIdLength(_assertion, index));
        return new KeyAssertion(
            id,
            data,
            NativeCopy.Bytes(Fido.Signature(_assertion, index), Fido.SignatureLength(_assertion, index)),
            user.Length == 0 ? default(ReadOnlyMemory<byte>?) : user,
            TextOrNull(Fido.UserName(_assertion, index)),
            TextOrNull(Fido.UserDisplayName(_assertion, index)),
            secret.Length == 0 ? null : secret,
            verified,
            parsed.SignCount);
    }

    // libfido2 1.12 gives the authenticator data of an assertion only inside a CBOR byte string.
    private static byte[]? Unwrapped(byte[] cbor)
    {
        try
        {
            var reader = new CborReader(cbor, CborConformanceMode.Lax);
            return reader.PeekState() == CborReaderState.ByteString ? reader.ReadByteString() : null;
        }
        catch (CborContentException)
        {
            return null;
        }
    }

    private static string? TextOrNull(nint pointer) => pointer == 0 ? null : NativeCopy.Text(pointer);
}

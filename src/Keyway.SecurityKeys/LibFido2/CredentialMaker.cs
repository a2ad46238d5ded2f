using System.Formats.Cbor;
using Keyway.Errors;
using Keyway.Fido2;
using Keyway.Fido2.Cose;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>Makes one credential through libfido2.</summary>
internal sealed class CredentialMaker : IDisposable
{
    private readonly MakeCredentialRequest _request;
    private readonly FidoCredentialHandle _credential = Fido.NewCredential();

    private CredentialMaker(MakeCredentialRequest request) => _request = request;

    /// <summary>Prepares the request; <paramref name="verifyOnKey"/> asks for the key's own user verification.</summary>
    public static Result<CredentialMaker> Prepare(MakeCredentialRequest request, SecurityKeyInfo info, bool verifyOnKey)
    {
        if (Flaw(request) is { } flaw) return new Refusal(Catalogue.SecurityKeys.BadRequest, flaw);
        if (request.Protection != CredentialProtection.Unreported && !info.SupportsCredentialProtection) return new Refusal(Catalogue.SecurityKeys.Unsupported, "credProtect");
        if (request.HmacSecret && !info.SupportsHmacSecret) return new Refusal(Catalogue.SecurityKeys.Unsupported, "hmac-secret");
        var maker = new CredentialMaker(request);
        FidoStatus status = maker.Fill(verifyOnKey);
        if (status == FidoStatus.Ok) return maker;
        maker.Dispose();
        return FidoRefusals.From(status);
    }

    public FidoStatus Make(FidoDeviceHandle device, PinText pin) => Fido.MakeCredential(device, _credential, pin.Pointer);

    /// <summary>What the key made, after checking that it is no less than was asked for.</summary>
    public Result<MadeCredential> Read()
    {
        byte[] data = NativeCopy.Bytes(Fido.AuthenticatorData(_credential), Fido.AuthenticatorDataLength(_credential));
        if (!Fido2.AuthenticatorData.Parse(data).TryGet(out Fido2.AuthenticatorData? parsed, out Refusal? refusal)) return new Refusal(Catalogue.SecurityKeys.MalformedAnswer, refusal.ToString());
        if (parsed.Attested is not { } attested) return new Refusal(Catalogue.SecurityKeys.MalformedAnswer, "no attested credential data");
        bool verified = parsed.Has(AuthenticatorFlags.UserVerified);
        if (_request.RequireUserVerification && !verified) return Catalogue.SecurityKeys.NotVerified;
        if (parsed.Extensions.CredentialProtection < _request.Protection) return new Refusal(Catalogue.SecurityKeys.ProtectionDowngraded, "credProtect");
        bool hmacSecret = parsed.Extensions.HmacSecretEnabled ?? false;
        if (_request.HmacSecret && !hmacSecret) return new Refusal(Catalogue.SecurityKeys.ProtectionDowngraded, "hmac-secret");
        if (AttestationObject(data) is not { } attestationObject) return new Refusal(Catalogue.SecurityKeys.MalformedAnswer, "attestation statement");
        return new MadeCredential(
            attested.CredentialId,
            attestationObject,
            data,
            attested.Aaguid,
            verified,
            parsed.Extensions.CredentialProtection,
            hmacSecret);
    }

    public void Dispose() => _credential.Dispose();

    private static string? Flaw(MakeCredentialRequest request)
    {
        if (string.IsNullOrEmpty(request.RelyingPartyId)) return "relying party id";
        if (request.UserId.Length is < 1 or > 64) return "user id";
        if (request.ClientDataHash.Length != 32) return "client data hash";
        return request.ExcludeCredentialIds.Any(id => id.IsEmpty) ? "exclude list" : null;
    }

    private FidoStatus Fill(bool verifyOnKey)
    {
        FidoExtensions extensions = (_request.HmacSecret ? FidoExtensions.HmacSecret : FidoExtensions.None)
            | (_request.Protection != CredentialProtection.Unreported ? FidoExtensions.CredentialProtection : FidoExtensions.None);
        List<Func<FidoStatus>> steps =
        [
            () => Fido.SetAlgorithm(_credential, (int)CoseAlgorithm.ES256),
            () => Fido.SetClientDataHash(_credential, _request.ClientDataHash.Span, (nuint)_request.ClientDataHash.Length),
            () => Fido.SetRelyingParty(_credential, _request.RelyingPartyId, _request.RelyingPartyName),
            () => Fido.SetUser(_credential, _request.UserId.Span, (nuint)_request.UserId.Length, _request.UserName, _request.UserDisplayName, null),
            () => Fido.SetResident(_credential, _request.Resident ? FidoOption.True : FidoOption.False),
            () => Fido.SetUserVerification(_credential, verifyOnKey ? FidoOption.True : FidoOption.Omit),
            () => Fido.SetExtensions(_credential, extensions),
        ];
        if (_request.Protection != CredentialProtection.Unreported) steps.Add(() => Fido.SetProtection(_credential, (int)_request.Protection));
        steps.AddRange(_request.ExcludeCredentialIds.Select(id => (Func<FidoStatus>)(() => Fido.Exclude(_credential, id.Span, (nuint)id.Length))));
        return steps.Select(step => step()).FirstOrDefault(status => status != FidoStatus.Ok);
    }

    // WebAuthn L3 6.5.4. What the key attested is handed on byte by byte, canonical or not: the relying party judges it.
    private byte[]? AttestationObject(byte[] data)
    {
        byte[] statement = NativeCopy.Bytes(Fido.AttestationStatement(_credential), Fido.AttestationStatementLength(_credential));
        var writer = new CborWriter(CborConformanceMode.Lax);
        writer.WriteStartMap(3);
        writer.WriteTextString("fmt");
        writer.WriteTextString(NativeCopy.Text(Fido.Format(_credential)));
        writer.WriteTextString("attStmt");
        if (statement.Length == 0)
        {
            writer.WriteStartMap(0);
            writer.WriteEndMap();
        }
        else
        {
            try
            {
                writer.WriteEncodedValue(statement);
            }
            catch (ArgumentException)
            {
                // libfido2 is content with some CBOR that is none.
                return null;
            }
        }

        writer.WriteTextString("authData");
        writer.WriteByteString(data);
        writer.WriteEndMap();
        return writer.Encode();
    }
}

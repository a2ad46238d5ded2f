using System.Formats.Cbor;
using System.Security.Cryptography;
using Keyway.Fido2;
using Keyway.SecurityKeys.SoftwareKeys.Fingerprints;

namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>authenticatorGetAssertion and authenticatorGetNextAssertion (CTAP 2.1, 6.2.2 and 6.3), their steps in order.</summary>
internal sealed class GetAssertionCommand(SoftwareKeyFile file, PinVerifier pins, TouchSensor sensor, FingerSensor fingers, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan NextLifetime = TimeSpan.FromSeconds(30);

    private Ceremony? _remembered;

    public CtapReply Execute(CtapMap map, CommandContext context)
    {
        CtapStatus status = GetAssertionParameters.Read(map, out GetAssertionParameters parameters);
        if (status != CtapStatus.Ok) return status;
        if (parameters.PinUvAuth is { IsEmpty: true }) return Selection.Answer(file.State, sensor, context);

        // Step 4: the key knows its user by itself only by a finger that is enrolled.
        bool byFinger = parameters.UserVerification && parameters.PinUvAuth is null;
        if (byFinger && !fingers.IsConfigured) return CtapStatus.InvalidOption;
        if (parameters.HmacSecret is not null && !parameters.UserPresence) return CtapStatus.UnsupportedOption;
        if (byFinger)
        {
            status = fingers.Verify(parameters.RelyingPartyId, context);
            if (status != CtapStatus.Ok) return FingerSensor.OfOption(status);
        }

        status = pins.Authorise(parameters.PinUvAuth, parameters.PinUvAuthProtocol, Permissions.GetAssertion, parameters.RelyingPartyId, parameters.ClientDataHash, out bool verified);
        if (status != CtapStatus.Ok) return status;

        // Step 9: the finger on the sensor was a touch.
        bool touched = byFinger || (verified && pins.UserIsPresent);
        verified |= byFinger;

        // Step 7: newest first.
        Queue<byte[]> applicable = new(file.State.Credentials.Reverse().Where(credential => Applies(credential, parameters, verified)).Select(credential => credential.Id));
        if (applicable.Count == 0) return CtapStatus.NoCredentials;

        if (parameters.UserPresence)
        {
            status = touched ? CtapStatus.Ok : sensor.Wait(parameters.RelyingPartyId, context);
            if (status != CtapStatus.Ok) return status;
            pins.UseUpToken();
        }

        HmacSecretExtension? hmacSecret = null;
        if (parameters.HmacSecret is not null)
        {
            status = HmacSecretExtension.Open(parameters.HmacSecret, pins, out hmacSecret);
            if (status != CtapStatus.Ok) return status;
        }

        // Step 11: an allow list is answered by one assertion.
        int total = parameters.Allow is null ? applicable.Count : 1;
        _remembered = new Ceremony(parameters, verified, hmacSecret, applicable, context.Channel);
        CtapReply reply = Sign(_remembered, total);
        if (total == 1) Forget();
        else _remembered.LastAnswered = time.GetTimestamp();
        return reply;
    }

    public CtapReply Next(CommandContext context)
    {
        if (_remembered is not { } ceremony || ceremony.Channel != context.Channel || time.GetElapsedTime(ceremony.LastAnswered) > NextLifetime)
        {
            Forget();
            return CtapStatus.NotAllowed;
        }

        CtapReply reply = Sign(ceremony, total: 1);
        ceremony.LastAnswered = time.GetTimestamp();
        if (ceremony.Applicable.Count == 0) Forget();
        return reply;
    }

    /// <summary>Ends the series of assertions; any other command does.</summary>
    public void Forget()
    {
        _remembered?.HmacSecret?.Dispose();
        _remembered = null;
    }

    public void Dispose() => Forget();

    private static bool Applies(SoftwareCredential credential, GetAssertionParameters parameters, bool verified)
    {
        if (credential.RelyingPartyId != parameters.RelyingPartyId) return false;
        if (!(parameters.Allow?.Names(credential) ?? credential.Resident)) return false;
        return verified || credential.Protection switch
        {
            CredentialProtection.UserVerificationRequired => false,
            CredentialProtection.UserVerificationOptionalWithCredentialIds => parameters.Allow is not null,
            _ => true,
        };
    }

    private CtapReply Sign(Ceremony ceremony, int total)
    {
        byte[] id = ceremony.Applicable.Dequeue();
        SoftwareCredential credential = file.State.Credentials.First(candidate => candidate.Id.AsSpan().SequenceEqual(id));
        uint count = credential.SignCount == uint.MaxValue ? uint.MaxValue : credential.SignCount + 1;
        byte[] data = SignedAuthenticatorData.Write(
            credential.RelyingPartyId, ceremony.Parameters.UserPresence, ceremony.Verified, count, [], Extensions(ceremony, credential));
        using ECDsa key = credential.OpenKey();
        byte[] signature = key.SignData([.. data, .. ceremony.Parameters.ClientDataHash.Span], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

        // A counter that was not kept must not be given out: the next one would be the same.
        if (!file.TryReplace(file.State.Replacing(credential, credential with { SignCount = count }))) return CtapStatus.Other;
        return Write(credential, data, signature, ceremony.Verified, total);
    }

    private static byte[] Extensions(Ceremony ceremony, SoftwareCredential credential)
    {
        if (ceremony.HmacSecret is null) return [];
        CborWriter writer = CtapWriter.New();
        writer.WriteStartMap(1);
        writer.WriteTextString(HmacSecretExtension.Name);
        writer.WriteByteString(ceremony.HmacSecret.Answer(credential, ceremony.Verified));
        writer.WriteEndMap();
        return writer.Encode();
    }

    private static byte[] Write(SoftwareCredential credential, byte[] data, byte[] signature, bool verified, int total)
    {
        CborWriter writer = CtapWriter.New();
        writer.WriteStartMap(null);
        writer.WriteInt32(1);
        writer.WriteStartMap(2);
        writer.WriteTextString("id");
        writer.WriteByteString(credential.Id);
        writer.WriteTextString("type");
        writer.WriteTextString(CredentialDescriptors.PublicKeyType);
        writer.WriteEndMap();
        writer.WriteInt32(2);
        writer.WriteByteString(data);
        writer.WriteInt32(3);
        writer.WriteByteString(signature);
        if (credential.Resident)
        {
            writer.WriteInt32(4);
            WriteUser(writer, credential, verified);
        }

        if (total > 1)
        {
            writer.WriteInt32(5);
            writer.WriteInt32(total);
        }

        writer.WriteEndMap();
        return writer.Encode();
    }

    // Names are for the verified only: who finds the key shall not learn whose it is.
    private static void WriteUser(CborWriter writer, SoftwareCredential credential, bool verified)
    {
        writer.WriteStartMap(null);
        writer.WriteTextString("id");
        writer.WriteByteString(credential.UserId);
        if (verified && credential.UserName is not null)
        {
            writer.WriteTextString("name");
            writer.WriteTextString(credential.UserName);
        }

        if (verified && credential.UserDisplayName is not null)
        {
            writer.WriteTextString("displayName");
            writer.WriteTextString(credential.UserDisplayName);
        }

        writer.WriteEndMap();
    }

    /// <summary>What getNextAssertion goes on with.</summary>
    private sealed record Ceremony(GetAssertionParameters Parameters, bool Verified, HmacSecretExtension? HmacSecret, Queue<byte[]> Applicable, uint Channel)
    {
        public long LastAnswered { get; set; }
    }
}

using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;

namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>authenticatorCredentialManagement: counts, lists, renames and removes resident credentials (CTAP 2.1, 6.8).</summary>
internal sealed class CredentialManagementCommand(SoftwareKeyFile file, PinVerifier pins)
{
    private readonly Queue<string> _parties = new();
    private readonly Queue<SoftwareCredential> _credentials = new();
    private uint _channel;

    public CtapReply Execute(CtapMap parameters, ReadOnlyMemory<byte> encoded, CommandContext context)
    {
        long subcommand = parameters.RequiredInteger(1L);
        CtapMap? wanted = parameters.OptionalMap(2L);
        if (parameters.Status != CtapStatus.Ok) return parameters.Status;

        // A list goes on over the channel that began it, and each list ends the other.
        if (subcommand is 0x03 or 0x05)
            return _channel == context.Channel ? Next(subcommand) : CtapStatus.NotAllowed;
        Forget();
        _channel = context.Channel;
        return subcommand switch
        {
            0x01 or 0x02 => Overview(parameters, encoded, subcommand),
            0x04 => ListCredentials(parameters, wanted, encoded),
            0x06 => Remove(parameters, wanted, encoded),
            0x07 => Rename(parameters, wanted, encoded),
            _ => CtapStatus.InvalidSubcommand,
        };
    }

    /// <summary>Ends a list that was not read to its end; any other command does.</summary>
    public void Forget()
    {
        _parties.Clear();
        _credentials.Clear();
    }

    private IEnumerable<SoftwareCredential> Resident => file.State.Credentials.Where(credential => credential.Resident);

    private static byte[] Hash(string relyingPartyId) => SHA256.HashData(Encoding.UTF8.GetBytes(relyingPartyId));

    private CtapStatus Authorise(CtapMap parameters, ReadOnlyMemory<byte> encoded, string? relyingPartyId)
    {
        byte subcommand = (byte)parameters.RequiredInteger(1L);
        byte[] message = [subcommand, .. CtapMessageParser.Encoded(encoded, 2).Span];
        return pins.AuthoriseManagement(parameters, Permissions.CredentialManagement, relyingPartyId, message);
    }

    private CtapReply Overview(CtapMap parameters, ReadOnlyMemory<byte> encoded, long subcommand)
    {
        CtapStatus status = Authorise(parameters, encoded, null);
        if (status != CtapStatus.Ok) return status;
        return subcommand == 0x01 ? Count() : ListParties();
    }

    // 6.8.2
    private CtapReply Count()
    {
        CborWriter writer = CtapWriter.New();
        writer.WriteStartMap(2);
        writer.WriteInt32(1);
        writer.WriteInt32(Resident.Count());
        writer.WriteInt32(2);
        writer.WriteInt32(file.State.Capacity - file.State.Credentials.Count);
        writer.WriteEndMap();
        return writer.Encode();
    }

    // 6.8.3
    private CtapReply ListParties()
    {
        foreach (string party in Resident.Select(credential => credential.RelyingPartyId).Distinct()) _parties.Enqueue(party);
        return _parties.Count == 0 ? CtapStatus.NoCredentials : Party(_parties.Count);
    }

    // 6.8.4
    private CtapReply ListCredentials(CtapMap parameters, CtapMap? wanted, ReadOnlyMemory<byte> encoded)
    {
        if (wanted is null) return CtapStatus.MissingParameter;
        byte[] hash = wanted.RequiredBytes(1L).ToArray();
        if (wanted.Status != CtapStatus.Ok) return wanted.Status;
        SoftwareCredential[] held = [.. Resident.Where(credential => Hash(credential.RelyingPartyId).AsSpan().SequenceEqual(hash))];
        CtapStatus status = Authorise(parameters, encoded, held.Length == 0 ? null : held[0].RelyingPartyId);
        if (status != CtapStatus.Ok) return status;
        if (held.Length == 0) return CtapStatus.NoCredentials;
        foreach (SoftwareCredential credential in held) _credentials.Enqueue(credential);
        return Credential(_credentials.Count);
    }

    // 6.8.5
    private CtapReply Remove(CtapMap parameters, CtapMap? wanted, ReadOnlyMemory<byte> encoded)
    {
        if (wanted is null) return CtapStatus.MissingParameter;
        byte[] id = wanted.RequiredMap(2L).RequiredBytes("id").ToArray();
        if (wanted.Status != CtapStatus.Ok) return wanted.Status;
        SoftwareCredential? held = Resident.FirstOrDefault(credential => credential.Id.AsSpan().SequenceEqual(id));
        CtapStatus status = Authorise(parameters, encoded, held?.RelyingPartyId);
        if (status != CtapStatus.Ok) return status;
        if (held is null) return CtapStatus.NoCredentials;
        return file.TryReplace(file.State with { Credentials = [.. file.State.Credentials.Where(credential => !ReferenceEquals(credential, held))] })
            ? CtapStatus.Ok
            : CtapStatus.Other;
    }

    // 6.8.6: the user handle says whose names these are and never changes; a name that is left out or empty is taken away.
    private CtapReply Rename(CtapMap parameters, CtapMap? wanted, ReadOnlyMemory<byte> encoded)
    {
        if (wanted is null) return CtapStatus.MissingParameter;
        byte[] id = wanted.RequiredMap(2L).RequiredBytes("id").ToArray();
        CtapMap user = wanted.RequiredMap(3L);
        byte[] userId = user.RequiredBytes("id").ToArray();
        string? name = user.OptionalText("name");
        string? displayName = user.OptionalText("displayName");
        if (wanted.Status != CtapStatus.Ok) return wanted.Status;
        SoftwareCredential? held = Resident.FirstOrDefault(credential => credential.Id.AsSpan().SequenceEqual(id));
        CtapStatus status = Authorise(parameters, encoded, held?.RelyingPartyId);
        if (status != CtapStatus.Ok) return status;
        if (held is null) return CtapStatus.NoCredentials;
        if (!held.UserId.AsSpan().SequenceEqual(userId)) return CtapStatus.InvalidParameter;
        SoftwareCredential renamed = held with { UserName = Kept(name), UserDisplayName = Kept(displayName) };
        return file.TryReplace(file.State with { Credentials = [.. file.State.Credentials.Select(credential => ReferenceEquals(credential, held) ? renamed : credential)] })
            ? CtapStatus.Ok
            : CtapStatus.Other;
    }

    private static string? Kept(string? name) => string.IsNullOrEmpty(name) ? null : MakeCredentialParameters.Shortened(name);

    private CtapReply Next(long subcommand)
    {
        bool parties = subcommand == 0x03;
        if ((parties ? _parties.Count : _credentials.Count) == 0) return CtapStatus.NotAllowed;
        return parties ? Party(null) : Credential(null);
    }

    private byte[] Party(int? total)
    {
        string party = _parties.Dequeue();
        CborWriter writer = CtapWriter.New();
        writer.WriteStartMap(null);
        writer.WriteInt32(3);
        writer.WriteStartMap(1);
        writer.WriteTextString("id");
        writer.WriteTextString(party);
        writer.WriteEndMap();
        writer.WriteInt32(4);
        writer.WriteByteString(Hash(party));
        if (total is { } count)
        {
            writer.WriteInt32(5);
            writer.WriteInt32(count);
        }

        writer.WriteEndMap();
        return writer.Encode();
    }

    private byte[] Credential(int? total)
    {
        SoftwareCredential credential = _credentials.Dequeue();
        CborWriter writer = CtapWriter.New();
        writer.WriteStartMap(null);
        writer.WriteInt32(6);
        writer.WriteStartMap(null);
        writer.WriteTextString("id");
        writer.WriteByteString(credential.UserId);
        WriteName(writer, "name", credential.UserName);
        WriteName(writer, "displayName", credential.UserDisplayName);
        writer.WriteEndMap();
        writer.WriteInt32(7);
        writer.WriteStartMap(2);
        writer.WriteTextString("id");
        writer.WriteByteString(credential.Id);
        writer.WriteTextString("type");
        writer.WriteTextString(CredentialDescriptors.PublicKeyType);
        writer.WriteEndMap();
        writer.WriteInt32(8);
        CoseEc2Key.Write(writer, CoseEc2Key.Es256, credential.PublicKey.AsSpan(0, 32), credential.PublicKey.AsSpan(32));
        if (total is { } count)
        {
            writer.WriteInt32(9);
            writer.WriteInt32(count);
        }

        writer.WriteInt32(10);
        writer.WriteInt32((int)credential.Protection);
        writer.WriteEndMap();
        return writer.Encode();
    }

    private static void WriteName(CborWriter writer, string key, string? name)
    {
        if (name is null) return;
        writer.WriteTextString(key);
        writer.WriteTextString(name);
    }
}

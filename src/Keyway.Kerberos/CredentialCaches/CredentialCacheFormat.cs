using System.Buffers.Binary;
using System.Text;
using Keyway.Errors;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.CredentialCaches;

/// <summary>The bytes of a credential cache, format version 4 (described in MIT krb5's documentation, "Credential cache file format").</summary>
public static class CredentialCacheFormat
{
    private const ushort Version4 = 0x0504;
    private const ushort DeltaTimeTag = 1;
    private const uint MaximumComponents = 32;

    /// <summary>The realm of entries that hold settings, not tickets.</summary>
    private const string ConfigurationRealm = "X-CACHECONF:";

    /// <summary>Reads a cache; <see cref="Catalogue.Kerberos.CacheMalformed"/> otherwise. Settings, and tickets whose keys are of types that we do not have, are left out.</summary>
    public static Result<CredentialCache> Parse(ReadOnlySpan<byte> file)
    {
        var reader = new CacheReader(file);
        if (reader.UInt16() != Version4)
            return new Refusal(Catalogue.Kerberos.CacheMalformed, "version");
        reader.Take(reader.UInt16());
        if (ReadPrincipal(ref reader) is not { } owner)
            return new Refusal(Catalogue.Kerberos.CacheMalformed, "owner");

        var tickets = new List<HeldTicket>();
        while (reader.HasData)
        {
            if (ReadEntry(ref reader) is { } ticket)
                tickets.Add(ticket);
        }

        return reader.Failed
            ? new Refusal(Catalogue.Kerberos.CacheMalformed, "entries")
            : new CredentialCache(owner.Name, owner.Realm, tickets);
    }

    /// <summary>The bytes of a cache, with a clock offset of zero.</summary>
    public static byte[] Encode(CredentialCache cache)
    {
        using var stream = new MemoryStream();
        UInt16(stream, Version4);
        UInt16(stream, 12);
        UInt16(stream, DeltaTimeTag);
        UInt16(stream, 8);
        stream.Write(stackalloc byte[8]);
        WritePrincipal(stream, cache.Client, cache.ClientRealm);
        foreach (var ticket in cache.Tickets)
            WriteEntry(stream, ticket);
        return stream.ToArray();
    }

    private static HeldTicket? ReadEntry(ref CacheReader reader)
    {
        var client = ReadPrincipal(ref reader);
        var server = ReadPrincipal(ref reader);
        var keyType = reader.UInt16();
        var keyValue = reader.Data();
        var (authTime, startTime, endTime, renewTill) = (reader.Time(), reader.Time(), reader.Time(), reader.Time());
        reader.Byte();
        var flags = (TicketFlags)reader.UInt32();
        SkipTyped(ref reader);
        SkipTyped(ref reader);
        var encodedTicket = reader.Data();
        reader.Data();

        if (reader.Failed || client is not { } from || server is not { } to || to.Realm == ConfigurationRealm)
            return null;
        if (!KerberosKey.Parse(keyType, keyValue).TryGet(out var key, out _) || !Ticket.Parse(encodedTicket.ToArray()).TryGet(out var ticket, out _))
            return null;
        return new HeldTicket(
            from.Name, from.Realm, to.Name, to.Realm, ticket, key, flags, authTime,
            startTime == DateTimeOffset.UnixEpoch ? authTime : startTime,
            endTime,
            renewTill == DateTimeOffset.UnixEpoch ? null : renewTill);
    }

    private static (PrincipalName Name, string Realm)? ReadPrincipal(ref CacheReader reader)
    {
        var type = (PrincipalNameType)unchecked((int)reader.UInt32());
        var count = reader.UInt32();
        var realm = reader.Text();
        if (count is 0 or > MaximumComponents)
        {
            // Ends the reading: what follows could not be told apart.
            reader.Take(uint.MaxValue);
            return null;
        }

        var components = new string[count];
        for (var i = 0; i < components.Length; i++)
            components[i] = reader.Text();
        return reader.Failed ? null : (new PrincipalName(type, components), realm);
    }

    // Addresses and authorization data have the same form.
    private static void SkipTyped(ref CacheReader reader)
    {
        for (var count = reader.UInt32(); count > 0 && !reader.Failed; count--)
        {
            reader.UInt16();
            reader.Data();
        }
    }

    private static void WriteEntry(MemoryStream stream, HeldTicket ticket)
    {
        WritePrincipal(stream, ticket.Client, ticket.ClientRealm);
        WritePrincipal(stream, ticket.Server, ticket.ServerRealm);
        UInt16(stream, (ushort)ticket.SessionKey.Type);
        Data(stream, ticket.SessionKey.Value);
        Time(stream, ticket.AuthTime);
        Time(stream, ticket.StartTime);
        Time(stream, ticket.EndTime);
        Time(stream, ticket.RenewTill ?? DateTimeOffset.UnixEpoch);
        stream.WriteByte(0);
        UInt32(stream, (uint)ticket.Flags);
        UInt32(stream, 0);
        UInt32(stream, 0);
        Data(stream, ticket.Ticket.Encode());
        Data(stream, []);
    }

    private static void WritePrincipal(MemoryStream stream, PrincipalName name, string realm)
    {
        UInt32(stream, unchecked((uint)name.Type));
        UInt32(stream, (uint)name.Components.Count);
        Data(stream, Encoding.UTF8.GetBytes(realm));
        foreach (var component in name.Components)
            Data(stream, Encoding.UTF8.GetBytes(component));
    }

    private static void Time(MemoryStream stream, DateTimeOffset time) =>
        UInt32(stream, (uint)Math.Clamp(time.ToUnixTimeSeconds(), 0, uint.MaxValue));

    private static void Data(MemoryStream stream, ReadOnlySpan<byte> data)
    {
        UInt32(stream, (uint)data.Length);
        stream.Write(data);
    }

    private static void UInt32(MemoryStream stream, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        stream.Write(bytes);
    }

    private static void UInt16(MemoryStream stream, ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        stream.Write(bytes);
    }
}

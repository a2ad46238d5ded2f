using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Replication;

/// <summary>When, where and by which change an account got its present password.</summary>
internal sealed class KeyChangeReading(DomainConnection connection)
{
    private static readonly string[] KeyAttributes = ["unicodePwd", "supplementalCredentials"];
    private static readonly uint[] KeyTypes = [MetadataVector.UnicodePwd, MetadataVector.SupplementalCredentials];

    /// <summary>The change of unicodePwd, or of supplementalCredentials where that has none; <c>KW1464</c> when the directory shows neither.</summary>
    public async Task<Result<AttributeChange>> ReadAsync(string dn, CancellationToken cancellationToken)
    {
        if (!(await connection.ReadAsync(dn, ["msDS-ReplAttributeMetaData", "replPropertyMetaData"], cancellationToken).ConfigureAwait(false)).TryGet(out var entry, out var refusal))
            return refusal;

        var values = entry.Values("msDS-ReplAttributeMetaData");
        return values.Count > 0 ? FromXml(values) : FromVector(entry.Bytes("replPropertyMetaData"));
    }

    /// <summary>DNS name of the domain controller that made a change; its NTDS Settings or invocation id when it is gone.</summary>
    public async Task<Result<string>> ReadOriginAsync(AttributeChange change, CancellationToken cancellationToken)
    {
        var dsa = change.OriginatingDsaDn;
        if (dsa is null)
        {
            var filter = LdapFilter.And(LdapFilter.Equal("objectClass", "nTDSDSA"), LdapFilter.Equal("invocationId", change.InvocationId.ToByteArray()));
            var search = new LdapSearch(connection.RootDse.ConfigurationDn, LdapScope.Subtree, filter, "distinguishedName");
            if (!(await connection.SearchAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var found, out var refusal))
                return refusal;
            dsa = found is [var only, ..] ? only.Dn : null;
        }

        // The server object that holds the name is the parent of NTDS Settings.
        if (dsa is null || DistinguishedName.ParentOf(dsa) is not { } server)
            return change.InvocationId.ToString();
        return (await connection.ReadAsync(server, ["dNSHostName"], cancellationToken).ConfigureAwait(false)).TryGet(out var entry, out _)
            && entry.Text("dNSHostName") is { } host ? host : dsa;
    }

    private static Result<AttributeChange> FromXml(IReadOnlyList<byte[]> values)
    {
        var changes = new Dictionary<string, AttributeChange>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in values)
        {
            if (!MetadataXml.Parse(value).TryGet(out var parsed, out var refusal))
                return refusal;
            changes[parsed.Attribute] = parsed.Change;
        }

        var name = Array.Find(KeyAttributes, changes.ContainsKey);
        return name is null ? Absent() : changes[name];
    }

    private static Result<AttributeChange> FromVector(byte[]? value)
    {
        if (value is null)
            return Absent();
        if (!MetadataVector.Parse(value).TryGet(out var changes, out var refusal))
            return refusal;
        foreach (var type in KeyTypes)
        {
            if (changes.TryGetValue(type, out var change))
                return change;
        }

        return Absent();
    }

    private static Refusal Absent() => new(Catalogue.ActiveDirectory.MetadataMalformed, "no metadata of a password");
}

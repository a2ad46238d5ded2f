using System.Formats.Asn1;

namespace Keyway.Kerberos.Messages;

/// <summary>A principal's name without its realm (RFC 4120 5.2.2). Equality is ordinal and takes the type for a hint, as the RFC does.</summary>
/// <param name="Type">A hint about the kind of name.</param>
/// <param name="Components">At least one component.</param>
public sealed record PrincipalName(PrincipalNameType Type, IReadOnlyList<string> Components)
{
    /// <summary>A user or a computer by its sAMAccountName.</summary>
    public static PrincipalName User(string samAccountName) => new(PrincipalNameType.Principal, [samAccountName]);

    /// <summary>A person by user principal name, which the domain controller turns into an account name (RFC 6806 5).</summary>
    public static PrincipalName Enterprise(string userPrincipalName) => new(PrincipalNameType.Enterprise, [userPrincipalName]);

    /// <summary>The ticket granting service of a realm.</summary>
    public static PrincipalName TicketGranting(string realm) => new(PrincipalNameType.ServiceInstance, ["krbtgt", realm]);

    /// <summary>A service by its SPN, such as <c>cifs/dc1.contoso.corp.com</c>: one component for each part between slashes.</summary>
    public static PrincipalName Service(string servicePrincipalName) => new(PrincipalNameType.ServiceInstance, servicePrincipalName.Split('/'));

    public bool Equals(PrincipalName? other) => other is not null && Components.SequenceEqual(other.Components, StringComparer.Ordinal);

    /// <summary>The same name when case is ignored, as Active Directory does.</summary>
    public bool EqualsIgnoringCase(PrincipalName other) => Components.SequenceEqual(other.Components, StringComparer.OrdinalIgnoreCase);

    public override int GetHashCode() => string.GetHashCode(ToString(), StringComparison.Ordinal);

    /// <summary>The components joined by slashes, without the realm.</summary>
    public override string ToString() => string.Join('/', Components);

    internal static PrincipalName Read(AsnReader reader) => ReadOrEmpty(reader) ?? throw new AsnContentException("A principal has no name.");

    /// <summary>Null for a name without components, which Samba writes into errors about tickets that it could not open.</summary>
    internal static PrincipalName? ReadOrEmpty(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        var type = (PrincipalNameType)sequence.Field(0).Int32();
        var components = sequence.Field(1).List(KerberosReading.KerberosString);
        return components.Count > 0 ? new PrincipalName(type, components) : null;
    }

    internal void Write(AsnWriter writer, int field)
    {
        writer.OpenField(field);
        writer.PushSequence();
        writer.Int32Field(0, (int)Type);
        writer.OpenField(1);
        writer.PushSequence();
        foreach (var component in Components)
            writer.KerberosString(component);
        writer.PopSequence();
        writer.CloseField(1);
        writer.PopSequence();
        writer.CloseField(field);
    }
}

using System.Text;

namespace Keyway.ActiveDirectory.Ldap;

/// <summary>An attribute of an object to be added.</summary>
public sealed record LdapAttribute(string Name, IReadOnlyList<byte[]> Values)
{
    public LdapAttribute(string name, params IEnumerable<string> values)
        : this(name, [.. values.Select(Encoding.UTF8.GetBytes)])
    {
    }

    /// <summary>The name only: a value may be a password.</summary>
    public override string ToString() => Name;
}

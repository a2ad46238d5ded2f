using System.Text;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>What the Kerberos server object of a domain shall be.</summary>
public sealed record KerberosServerSettings
{
    /// <summary>
    /// The computer's name, 1 to 15 letters, digits or hyphens. With the default the objects have the vendor's names;
    /// another name lets several Kerberos servers live in one domain.
    /// </summary>
    public string Name { get; init; } = KerberosServerNames.DefaultName;

    /// <summary>
    /// Groups whose members may get tickets, each as a distinguished name, an account name or a SID.
    /// There is no default: the caller says who. Null leaves the list of an existing object as it is.
    /// </summary>
    public IReadOnlyList<string>? AllowGroups { get; init; }

    /// <summary>
    /// Groups whose members never get tickets; deny wins over allow. Null means the privileged groups
    /// for a new object, and leaves the list of an existing one as it is (but fills an empty one).
    /// </summary>
    public IReadOnlyList<string>? DenyGroups { get; init; }

    /// <summary>
    /// The computer account's own password, to which it is reset over LDAPS, so that keys can be read as the Kerberos server's own account;
    /// null leaves the account's password alone. Never printed.
    /// </summary>
    public string? AccountPassword { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Name = ").Append(Name);
        return true;
    }
}

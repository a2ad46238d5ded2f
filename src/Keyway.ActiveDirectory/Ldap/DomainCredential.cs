using System.Text;

namespace Keyway.ActiveDirectory.Ldap;

/// <summary>Who binds to a domain controller. A secret never shows in <c>ToString</c>.</summary>
public abstract record DomainCredential
{
    private DomainCredential()
    {
    }

    /// <summary>A simple bind, which is only ever sent inside TLS.</summary>
    /// <param name="UserPrincipalName">Such as <c>administrator@contoso.corp.com</c>.</param>
    /// <param name="Secret">The password; an empty one is refused before it is sent, because it would bind as nobody.</param>
    public sealed record Password(string UserPrincipalName, string Secret) : DomainCredential
    {
        protected override bool PrintMembers(StringBuilder builder)
        {
            builder.Append("UserPrincipalName = ").Append(UserPrincipalName);
            return true;
        }
    }

    /// <summary>A SASL GSSAPI bind with the Kerberos tickets of a credential cache.</summary>
    /// <param name="Path">A FILE cache, as a path or as <c>FILE:path</c>.</param>
    public sealed record Ccache(string Path) : DomainCredential;
}

using System.Text;

namespace Keyway.Connect.Passwords;

/// <summary>The account by whose ticket questions about passwords are armoured, and which lets the agent tell the domain from who plays it. A secret never shows in <c>ToString</c>.</summary>
internal abstract record ArmourCredential
{
    private ArmourCredential()
    {
    }

    /// <summary>An account of a keytab, such as the computer's own.</summary>
    /// <param name="Account">By sAMAccountName; null takes the first computer of the domain in the file.</param>
    public sealed record Keytab(string Path, string? Account) : ArmourCredential;

    /// <summary>An account by its password.</summary>
    public sealed record Password(string UserPrincipalName, string Secret) : ArmourCredential
    {
        protected override bool PrintMembers(StringBuilder builder)
        {
            builder.Append("UserPrincipalName = ").Append(UserPrincipalName);
            return true;
        }
    }
}

using System.Text.Json.Serialization;

namespace Keyway.Device.Daemon.People;

/// <summary>What a person of the computer's domain is to its name service (winbind, sssd), which keeps name and number; nothing of it is ours to give.</summary>
/// <param name="Account">sAMAccountName.</param>
/// <param name="Domain">DNS name of the domain, lower case.</param>
/// <param name="GroupId">Numeric primary group.</param>
/// <param name="Home">Where the name service says that the home is.</param>
/// <param name="Sid">The person's SID; null when the server did not tell.</param>
internal sealed record DomainUser(
    [property: JsonPropertyName("account")] string Account,
    [property: JsonPropertyName("domain")] string Domain,
    [property: JsonPropertyName("gid")] uint GroupId,
    [property: JsonPropertyName("home")] string Home,
    [property: JsonPropertyName("sid")] string? Sid = null)
{
    /// <summary>Whether a name that nothing else knows can mean this person: the account alone, in front of the domain's DNS name, or behind a short name that the name service uses.</summary>
    /// <param name="name">What a program was told.</param>
    /// <param name="canonical">The name that the name service gives the person.</param>
    public bool IsCalled(string name, string canonical) =>
        Same(name, canonical) || Same(name, Account) || Same(name, $"{Account}@{Domain}")
        || (canonical.IndexOf('\\', StringComparison.Ordinal) is var slash and > 0 && Same(name, canonical[..(slash + 1)] + Account));

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}

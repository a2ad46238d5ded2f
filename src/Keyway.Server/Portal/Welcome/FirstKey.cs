using Keyway.Server.SecurityInfo;
using Keyway.Server.Tokens;

namespace Keyway.Server.Portal.Welcome;

/// <summary>Who came by the first administrator's link owes the server a security key: until it is registered, that session opens nothing else.</summary>
internal sealed class FirstKey(SecurityKeyRegistrations registrations)
{
    /// <summary>Stands among the methods of such a session.</summary>
    public const string Mark = "first-link";

    public bool IsOwed(Caller caller) => caller.Methods.Contains(Mark) && caller.UserId is { } person && registrations.KeysOf(person).Count == 0;
}

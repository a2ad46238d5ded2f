using Keyway.Device.Daemon.People;
using Keyway.Device.Daemon.Relay;

namespace Keyway.Device.Daemon.SignIns;

/// <summary>What the programs of a session learn of its tickets. The cache's name is the same at each sign-in, so that an unlock refreshes a session that runs already.</summary>
internal static class SessionVariables
{
    // These hand their environment to a program of another user, to whom the tickets are none of their business.
    private static readonly string[] ForSomebodyElse = ["sudo", "sudo-i", "su", "su-l", "polkit-1"];

    public static void Tell(RelayRequest request, LocalAccount account, RelayConversation conversation)
    {
        var cache = KeyAuthentication.CacheOf(account);
        if (!ForSomebodyElse.Contains(request.Service) && File.Exists(cache.Path))
            conversation.SetVariable("KRB5CCNAME", cache.ToString());
    }
}

using Keyway.Device.Daemon.Relay;

namespace Keyway.Device.Daemon.SignIns;

/// <summary>For which programs a session's variables are.</summary>
internal static class SessionVariables
{
    // These hand their environment to a program of another user, to whom the tickets are none of their business.
    private static readonly string[] ForSomebodyElse = ["sudo", "sudo-i", "su", "su-l", "polkit-1"];

    /// <summary>Whether the program starts no session of whoever is recognised, but something of another user.</summary>
    public static bool IsForSomebodyElse(RelayRequest request) => ForSomebodyElse.Contains(request.Service);
}

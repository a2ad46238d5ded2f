namespace Keyway.KeyList.Settings;

/// <summary>What strangers may take.</summary>
/// <param name="Connections">TCP connections at once, of all together.</param>
/// <param name="ConnectionsPerClient">Of one address.</param>
/// <param name="RequestsPerSecond">Of one address, on the average; ten seconds' worth may come at once.</param>
internal sealed record ClientLimits(int Connections, int ConnectionsPerClient, int RequestsPerSecond);

namespace Keyway.Contracts.DeviceManagement;

/// <summary>A whole package in one message: its header, its commands, Final.</summary>
/// <param name="SessionId">Chosen by the client: 1 to 32 letters and digits.</param>
/// <param name="MessageId">1 for the first message of each side, then one more each time.</param>
/// <param name="Target">To whom: of a client's message the session's URL, of a server's the device id.</param>
/// <param name="Source">From whom.</param>
public sealed record SyncMlMessage(string SessionId, int MessageId, string Target, string Source, IReadOnlyList<SyncMlCommand> Commands);

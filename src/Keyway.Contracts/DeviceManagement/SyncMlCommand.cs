namespace Keyway.Contracts.DeviceManagement;

/// <summary>One command of a message.</summary>
/// <param name="Id">CmdID: positive, and no other command of the message has it.</param>
/// <param name="MessageRef">Of Status and Results: the MsgID of what is answered.</param>
/// <param name="CommandRef">Of Status and Results: the CmdID of what is answered; 0 is the header.</param>
/// <param name="Answered">Of Status: the name of the command that is answered.</param>
/// <param name="Code">Of Status and Alert: the number in Data.</param>
public sealed record SyncMlCommand(
    SyncMlVerb Verb, int Id, IReadOnlyList<SyncMlItem> Items, int? MessageRef = null, int? CommandRef = null, string? Answered = null, int? Code = null);

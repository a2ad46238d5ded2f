namespace Keyway.Lab;

/// <summary>A component that the lab started.</summary>
/// <param name="Name">Such as <c>domain controller</c>.</param>
/// <param name="ProcessId">Its first process, which leads a session of its own.</param>
/// <param name="StartTime">Clock ticks since boot, from /proc: tells a reused process id apart.</param>
/// <param name="Log">Where it writes.</param>
/// <param name="Where">The address a person would use.</param>
public sealed record RunningComponent(string Name, int ProcessId, long StartTime, string Log, string Where);

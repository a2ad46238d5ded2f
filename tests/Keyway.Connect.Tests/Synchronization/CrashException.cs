namespace Keyway.Connect.Tests.Synchronization;

/// <summary>The process ends here.</summary>
internal sealed class CrashException : Exception;

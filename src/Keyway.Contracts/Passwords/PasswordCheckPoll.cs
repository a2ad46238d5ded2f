using System.Text.Json.Serialization;

namespace Keyway.Contracts.Passwords;

/// <summary>A connector asks for passwords to check; <c>POST /passwordChecks/{domain}/next</c>. The answer is a <see cref="PasswordCheckList"/>, held back until there is one or the wait is over.</summary>
/// <param name="AgentId">Drawn anew at each start of the program.</param>
/// <param name="HostName">For administrators.</param>
/// <param name="AgentKey">base64 of the SPKI of an EC P-256 key drawn at the start, to which passwords are sealed.</param>
/// <param name="Most">How many checks it takes at once, 1 to 32.</param>
/// <param name="WaitSeconds">How long the answer may be held back, 0 to 60.</param>
public sealed record PasswordCheckPoll(
    [property: JsonPropertyName("agentId")] Guid AgentId,
    [property: JsonPropertyName("hostName")] string HostName,
    [property: JsonPropertyName("agentKey")] string AgentKey,
    [property: JsonPropertyName("most")] int Most,
    [property: JsonPropertyName("waitSeconds")] int WaitSeconds);

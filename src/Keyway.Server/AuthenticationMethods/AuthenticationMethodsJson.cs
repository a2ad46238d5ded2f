using System.Text.Json.Serialization;
using Keyway.Contracts.Graph;
using Keyway.Server.AuthenticationMethods.Explanations;
using Keyway.Server.AuthenticationMethods.OneTimeCodes;
using Keyway.Server.AuthenticationMethods.Policy;

namespace Keyway.Server.AuthenticationMethods;

/// <summary>What only this server writes.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GraphList<TemporaryAccessPassMethod>))]
[JsonSerializable(typeof(GraphList<OneTimeCodeDescription>))]
[JsonSerializable(typeof(GraphList<SignInFinding>))]
[JsonSerializable(typeof(RestrictionImpact))]
[JsonSerializable(typeof(RevokedSessions))]
internal sealed partial class AuthenticationMethodsJson : JsonSerializerContext;

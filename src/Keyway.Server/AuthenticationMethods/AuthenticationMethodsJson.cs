using System.Text.Json.Serialization;
using Keyway.Contracts.Graph;

namespace Keyway.Server.AuthenticationMethods;

/// <summary>Lists that only this server writes.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GraphList<TemporaryAccessPassMethod>))]
internal sealed partial class AuthenticationMethodsJson : JsonSerializerContext;

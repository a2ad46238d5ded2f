using System.Text.Json.Serialization;
using Keyway.Server.DeviceCodes.Login;
using Keyway.Server.Portal.SignIn;

namespace Keyway.Server.Portal;

/// <summary>JSON that only this server reads and writes.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LoginSession))]
[JsonSerializable(typeof(SignInState))]
internal sealed partial class PortalJson : JsonSerializerContext;

package io.github.cloudtrailexporter.trail;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ErrorCodePropertyTest {

    private static final String CONTRACT = "[A-Za-z][A-Za-z0-9._-]{0,63}";

    @Provide
    static Arbitrary<String> codes() {
        Arbitrary<Character> first = Arbitraries.chars().range('A', 'Z').range('a', 'z');
        Arbitrary<String> rest = Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withCharRange('a', 'z')
                .numeric()
                .withChars("._-")
                .ofMaxLength(63);
        return first.flatMap(head -> rest.map(tail -> head + tail));
    }

    @Property
    void codeIsNotChanged(@ForAll("codes") String code) {
        assertThat(ErrorCode.of(code)).contains(new ErrorCode(code));
        assertThat(new Failure(FailureReason.INTERNAL, code).code()).isEqualTo(code);
    }

    @Property
    void otherTextIsOtherAndBlankTextIsNothing(@ForAll String raw) {
        if (raw.isBlank()) {
            assertThat(ErrorCode.of(raw)).isEmpty();
        } else {
            assertThat(ErrorCode.of(raw)).contains(raw.matches(CONTRACT) ? new ErrorCode(raw) : ErrorCode.OTHER);
        }
    }

    @Property
    void codeOfAFailureIsEmptyOrSafe(@ForAll FailureReason reason, @ForAll String raw) {
        assertThat(new Failure(reason, raw).code()).matches("(" + CONTRACT + ")?");
        assertThat(new Failure(reason, raw).toString()).matches("[a-z_]+( \\(" + CONTRACT + "\\))?");
    }

    @Property
    void codeThatIsOneCharacterTooLongIsOther(@ForAll("codes") String code) {
        String tooLong = (code + "x".repeat(64)).substring(0, 65);

        assertThat(ErrorCode.of(tooLong)).contains(ErrorCode.OTHER);
        assertThat(ErrorCode.of(code + "\n")).contains(ErrorCode.OTHER);
        assertThat(ErrorCode.of("\n" + code)).contains(ErrorCode.OTHER);
    }
}

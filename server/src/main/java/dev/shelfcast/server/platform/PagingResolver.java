package dev.shelfcast.server.platform;

import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Paging;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads {@code ?page=&limit=} for handlers that take a {@link Paging}; a file holds the whole list. */
final class PagingResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Paging.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        if (ListingCsv.wanted(request)) {
            return Paging.ofFile();
        }
        return new Paging(number(request, "page", 1), number(request, "limit", Paging.DEFAULT_LIMIT));
    }

    private static int number(NativeWebRequest request, String name, int otherwise) {
        String text = request.getParameter(name);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            String shown = RequestProblems.cut(text);
            throw new Invalid(
                    "PAGING_INVALID",
                    "The %s '%s' is not a whole number.".formatted(name, shown),
                    List.of(new FieldProblem(name, "is not a whole number", shown)));
        }
    }
}
